package io.millrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where settings come from, which wins, and what is said about mistakes. */
class ConfigurationTest {
  @TempDir Path folder;

  @Test
  void without_file_and_environment_defaults_hold() {
    Settings settings = Configuration.load(ConfigSources.none(folder)).settings();

    assertThat(settings.dataFolder()).isEqualTo(folder.resolve("data"));
    assertThat(settings.http().host()).isEqualTo("127.0.0.1");
    assertThat(settings.mqtt().port()).isEqualTo(1883);
    assertThat(settings.registry().postgresql()).isEmpty();
    assertThat(settings.journal().keep()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.history().keep()).isEmpty();
  }

  @Test
  void the_command_line_wins_over_the_environment_and_that_over_the_file() throws IOException {
    Path file = write("http:\n  port: 1001\nmqtt:\n  port: 1002\njournal:\n  keep: 2 d\n");
    Map<String, String> environment =
        Map.of("MILLRACE_HTTP_PORT", "2001", "MILLRACE_MQTT_PORT", "2002", "PATH", "/bin");

    Settings settings = load(file, environment, Map.of("http.port", "3001")).settings();

    assertThat(settings.http().port()).isEqualTo(3001);
    assertThat(settings.mqtt().port()).isEqualTo(2002);
    assertThat(settings.journal().keep()).isEqualTo(Duration.ofDays(2));
  }

  @Test
  void a_relative_data_folder_starts_at_the_files_folder() throws IOException {
    assertThat(loadText("data:\n  folder: ../plant\n").settings().dataFolder())
        .isEqualTo(folder.resolveSibling("plant"));
  }

  @Test
  void an_unknown_name_is_refused_with_its_line_and_the_nearest_match() {
    assertMistakes(
        "http:\n  prot: 8080\n",
        "millrace.yaml, line 2: there is no setting 'http.prot'. Did you mean 'http.port'?");
  }

  @Test
  void an_unknown_section_is_refused_with_the_nearest_match() {
    assertMistakes(
        "htpp:\n", "millrace.yaml, line 1: there is no section 'htpp'. Did you mean 'http'?");
  }

  @Test
  void a_wrong_value_is_refused_with_its_line_and_what_is_allowed() {
    assertMistakes(
        "# a comment\n\nhttp:\n  port: 99999\n",
        "millrace.yaml, line 4: http.port must be a whole number from 0 to 65535, not '99999'.");
  }

  @Test
  void a_wrong_value_from_elsewhere_is_refused_with_its_place() {
    ConfigSources sources =
        new ConfigSources(
            Optional.empty(),
            folder,
            Map.of("MILLRACE_LOG_LEVEL", "loud"),
            Map.of("mqtt.port", "x"));

    assertThatThrownBy(() -> Configuration.load(sources))
        .hasMessageContaining(
            "MILLRACE_LOG_LEVEL: log.level must be one of error, warn, info, debug")
        .hasMessageContaining("--set mqtt.port: mqtt.port must be a whole number");
  }

  @Test
  void all_mistakes_are_told_at_once() {
    assertThatThrownBy(() -> loadText("http:\n  port: x\n  host: y z\nmqtt:\n  port: -1\n"))
        .hasMessageStartingWith("The configuration has 3 mistakes:")
        .hasMessageContainingAll("line 2", "line 3", "line 5");
  }

  @Test
  void a_setting_that_stands_twice_is_refused() {
    assertMistakes(
        "http:\n  port: 1\n  port: 2\n",
        "millrace.yaml, line 3: http.port stands twice; remove one.");
  }

  @Test
  void a_setting_without_value_is_refused_and_an_empty_section_is_not() throws IOException {
    assertMistakes(
        "http:\n  port:\n",
        "millrace.yaml, line 2: http.port has no value; give it one or remove the line.");
    assertThat(loadText("http:\n").settings().http().port()).isEqualTo(8080);
  }

  @Test
  void a_list_or_a_deeper_section_is_refused() {
    assertMistakes(
        "http:\n  port: [1, 2]\n",
        "millrace.yaml, line 2: http.port must be a single value, not a list or a section.");
  }

  @Test
  void a_dotted_name_at_the_top_is_explained() {
    assertMistakes(
        "http.port: 1\n",
        "millrace.yaml, line 1: 'http.port' is not a section. Settings stand below their section,"
            + " indented.");
  }

  @Test
  void what_is_not_yaml_is_refused_with_its_line() {
    assertThatThrownBy(() -> loadText("http:\n  port: 'x\n"))
        .hasMessageContaining("is not valid YAML")
        .hasMessageContaining("millrace.yaml, line");
  }

  @Test
  void deep_nesting_references_and_large_files_are_refused() {
    assertThatThrownBy(() -> loadText("[".repeat(60_000))).isInstanceOf(AppException.class);
    assertThatThrownBy(() -> loadText("a: &x [1]\nb: *x\n")).isInstanceOf(AppException.class);
    assertThatThrownBy(() -> loadText("#".repeat(70_000)))
        .hasMessageContaining("larger than 64 KB");
  }

  @Test
  void an_unknown_variable_is_a_note_because_others_may_set_it() {
    Configuration configuration =
        Configuration.load(
            new ConfigSources(
                Optional.empty(), folder, Map.of("MILLRACE_HTTP_PROT", "1"), Map.of()));

    assertThat(configuration.warnings())
        .containsExactly(
            "The environment variable MILLRACE_HTTP_PROT sets nothing. Did you mean"
                + " 'MILLRACE_HTTP_PORT'?");
  }

  @Test
  void a_missing_file_is_refused() {
    assertThatThrownBy(() -> load(folder.resolve("none.yaml"), Map.of(), Map.of()))
        .isInstanceOfSatisfying(
            AppException.class, e -> assertThat(e.error()).isEqualTo(AppError.CONFIG_UNREADABLE));
  }

  @Test
  void listening_beyond_this_machine_needs_a_confirmation() throws IOException {
    assertThatThrownBy(() -> loadText("mqtt:\n  host: 0.0.0.0\n"))
        .hasMessageContaining("millrace.yaml, line 2: mqtt.host reaches beyond this machine")
        .hasMessageContaining("network.allow-plain-text");

    String confirmed = "mqtt:\n  host: 0.0.0.0\nnetwork:\n  allow-plain-text: true\n";
    assertThat(loadText(confirmed).settings().mqtt().host()).isEqualTo("0.0.0.0");
  }

  @Test
  void one_port_for_both_is_refused_and_any_port_for_both_is_not() throws IOException {
    assertThatThrownBy(() -> loadText("mqtt:\n  port: 8080\n"))
        .hasMessageContaining("mqtt.port must differ from http.port");
    assertThat(loadText("mqtt:\n  port: 0\nhttp:\n  port: 0\n").settings().http().port()).isZero();
  }

  @Test
  void postgresql_needs_a_user() throws IOException {
    String database = "registry:\n  database: postgresql://db:5432/plant\n";
    assertThatThrownBy(() -> loadText(database)).hasMessageContaining("registry.user is needed");

    Settings.Postgresql postgresql =
        loadText(database + "  user: mill\n  password: 'se cret'\n")
            .settings()
            .registry()
            .postgresql()
            .orElseThrow();
    assertThat(postgresql.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/plant");
    assertThat(postgresql.password()).isEqualTo("se cret");
  }

  @Test
  void a_secret_is_never_shown() throws IOException {
    Configuration configuration =
        loadText(
            "registry:\n  database: postgresql://db/plant\n  user: mill\n  password: tell-nobody\n");

    assertThat(ConfigListing.render(configuration.values()))
        .contains("password: ********")
        .doesNotContain("tell-nobody");
    assertThat(configuration.settings().toString()).doesNotContain("tell-nobody");
    assertThatThrownBy(() -> loadText("registry:\n  password: \"tell\\nnobody\"\n"))
        .hasMessageContaining("registry.password is not allowed")
        .hasMessageNotContaining("nobody");
  }

  @Test
  void a_secret_in_a_file_that_others_may_read_is_a_note() throws IOException {
    Path file =
        write("registry:\n  database: postgresql://db/plant\n  user: mill\n  password: x\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertThat(load(file, Map.of(), Map.of()).warnings())
        .singleElement()
        .asString()
        .contains("chmod 600");

    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(load(file, Map.of(), Map.of()).warnings()).isEmpty();
  }

  @Test
  void the_listing_names_every_values_origin_and_can_be_read_again() throws IOException {
    Configuration first =
        load(
            write("journal:\n  keep: 2 d\n"),
            Map.of("MILLRACE_LOG_FORMAT", "json"),
            Map.of("http.port", "9090"));
    String listing = ConfigListing.render(first.values());

    assertThat(listing)
        .containsPattern("keep: 2 d +# millrace.yaml, line 2")
        .containsPattern("format: json +# MILLRACE_LOG_FORMAT")
        .containsPattern("port: 9090 +# --set http.port")
        .containsPattern("port: 1883 +# default");
    assertThat(loadText(listing).settings()).isEqualTo(first.settings());
  }

  @Test
  void no_text_makes_the_reader_fail_otherwise_than_by_naming_mistakes() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String valid = ConfigTemplate.render().replace("  #", "  ").substring(0, 2_500);
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder(valid);
      for (int change = 0; change < 5; change++) {
        int at = random.nextInt(text.length());
        text.setCharAt(at, "\n :-[]{}&*!|>'\"%@`#,?\t\u0000\uFEFFa1".charAt(random.nextInt(26)));
      }
      try {
        loadText(text.toString());
      } catch (AppException e) {
        assertThat(e.error()).as("seed %d", seed).isEqualTo(AppError.CONFIG_INVALID);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError("seed " + seed + ", text:\n" + text, e);
      }
    }
  }

  private void assertMistakes(String text, String mistake) {
    assertThatThrownBy(() -> loadText(text))
        .hasMessage("The configuration has a mistake:\n  " + mistake);
  }

  private Configuration loadText(String text) throws IOException {
    return load(write(text), Map.of(), Map.of());
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("millrace.yaml"), text);
  }

  private Configuration load(
      Path file, Map<String, String> environment, Map<String, String> overrides) {
    return Configuration.load(new ConfigSources(Optional.of(file), folder, environment, overrides));
  }
}
