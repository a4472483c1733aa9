package io.millrace.demo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.demo.error.DemoError;
import io.millrace.demo.error.DemoException;
import io.millrace.demo.plant.Foundry;
import io.millrace.demo.plant.Plant;
import io.millrace.demo.story.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the plant reads from its folder, and what it says when it cannot. */
class FilesTest {
  @TempDir private Path folder;
  private final Plant plant = Foundry.plant();

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("credentials.json"), text);
  }

  private static String gateways(int count) {
    StringBuilder text = new StringBuilder("{\"gateways\":{");
    for (int i = 1; i <= count; i++) {
      text.append(i > 1 ? "," : "")
          .append(
              String.format("\"GW-%02d\":{\"username\":\"u%d\",\"token\":\"s3cret%d\"}", i, i, i));
    }
    return text.append("},\"control\":{\"token\":\"c0ntrol\"}}").toString();
  }

  @Test
  void credentials_are_read() throws IOException {
    Credentials credentials = Credentials.read(file(gateways(10)), plant);

    assertThat(credentials.login("GW-03")).isEqualTo(new Credentials.Login("u3", "s3cret3"));
    assertThat(credentials.controlToken()).isEqualTo("c0ntrol");
    assertThat(Credentials.readControlToken(folder.resolve("credentials.json")))
        .isEqualTo("c0ntrol");
  }

  @Test
  void a_username_that_is_missing_is_the_gateways_key() throws IOException {
    Path file = file(gateways(10).replace("\"username\":\"u7\",", ""));

    assertThat(Credentials.read(file, plant).login("GW-07").username()).isEqualTo("GW-07");
  }

  @Test
  void a_token_that_is_missing_is_named() throws IOException {
    Path file = file(gateways(9));

    assertThatExceptionOfType(DemoException.class)
        .isThrownBy(() -> Credentials.read(file, plant))
        .withMessageContaining("has no text at gateways.GW-10.token")
        .matches(e -> e.code() == DemoError.SETTINGS_INVALID);
  }

  @Test
  void what_is_not_json_is_said_without_showing_it() throws IOException {
    Path file = file("{\"gateways\":{\"GW-01\":{\"token\":\"s3cret1\"");

    assertThatExceptionOfType(DemoException.class)
        .isThrownBy(() -> Credentials.read(file, plant))
        .withMessageContaining("is not JSON")
        .matches(e -> !e.getMessage().contains("s3cret"));
  }

  @Test
  void a_file_that_is_not_there_is_said() {
    assertThatExceptionOfType(DemoException.class)
        .isThrownBy(() -> Credentials.read(folder.resolve("nowhere.json"), plant))
        .withMessageContaining("cannot be read");
  }

  @Test
  void nothing_that_is_printed_shows_a_token() throws IOException {
    Credentials credentials = Credentials.read(file(gateways(10)), plant);

    assertThat(credentials + " " + credentials.login("GW-01")).doesNotContain("s3cret", "c0ntrol");
  }

  @Test
  void a_state_that_was_saved_is_loaded() {
    PlantState state = new PlantState(new Scenario(7, 1000, 30), Map.of("a/b", 5L, "c", 6L));
    state.save(folder);

    assertThat(PlantState.load(folder, new Scenario(8, 2000, 3))).isEqualTo(state);
  }

  @Test
  void a_folder_without_a_state_is_that_of_a_new_plant() {
    assertThat(PlantState.load(folder.resolve("new"), new Scenario(8, 2000, 3)))
        .isEqualTo(new PlantState(new Scenario(8, 2000, 3), Map.of()));
  }

  @Test
  void a_damaged_state_is_said() throws IOException {
    Files.writeString(folder.resolve("state.json"), "{\"seed\": 1}");

    assertThatExceptionOfType(DemoException.class)
        .isThrownBy(() -> PlantState.load(folder, new Scenario(8, 2000, 3)))
        .withMessageContaining("is not complete")
        .matches(e -> e.code() == DemoError.STATE_UNUSABLE);
  }
}
