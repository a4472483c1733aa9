package io.millrace.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import io.millrace.app.server.ServerAddresses;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lock on a data folder, within one process; between processes see ServerProcessTest. */
class DataFolderTest {
  private static final Holder HOLDER =
      new Holder(
          4711,
          Instant.parse("2026-11-20T13:40:27Z"),
          "run",
          "0.1.0",
          Optional.empty(),
          Optional.empty());

  @TempDir Path temp;

  @Test
  void a_held_folder_cannot_be_held_again_until_it_is_let_go() {
    DataFolder folder = new DataFolder(temp.resolve("data"));
    try (HeldDataFolder _ = folder.hold(HOLDER)) {
      assertThatThrownBy(() -> folder.hold(HOLDER))
          .isInstanceOfSatisfying(
              AppException.class, e -> assertThat(e.error()).isEqualTo(AppError.DATA_FOLDER_IN_USE))
          .hasMessageContaining("in use by process 4711, millrace run, since 2026-11-20T13:40:27Z");
    }
    folder.hold(HOLDER).close();
  }

  @Test
  void what_the_holder_tells_can_be_read_also_after_it_became_shorter() throws IOException {
    ServerAddresses addresses =
        new ServerAddresses(
            URI.create("http://127.0.0.1:8080"),
            URI.create("http://127.0.0.1:8080/health"),
            URI.create("mqtt://127.0.0.1:1883"));
    DataFolder folder = new DataFolder(temp);
    try (HeldDataFolder held = folder.hold(HOLDER)) {
      held.listeningAt(addresses);
      held.plantIs(Optional.of(4712L));
      assertThat(told()).isEqualTo(HOLDER.listeningAt(addresses).withPlant(Optional.of(4712L)));

      held.plantIs(Optional.empty());
      assertThat(told()).isEqualTo(HOLDER.listeningAt(addresses));
    }
  }

  @Test
  void a_text_that_is_not_whole_tells_nothing() {
    assertThat(Holder.parse("")).isEmpty();
    assertThat(Holder.parse("pid=1\nsin")).isEmpty();
    assertThat(Holder.parse("pid=one\nsince=2026-11-20T13:40:27Z\n")).isEmpty();
    assertThat(Holder.parse("pid=1\nsince=2026-11-20T13:40:27Z\nweb=:\nhealth=:\nmqtt=:\n"))
        .isEmpty();
  }

  @Test
  void a_folder_that_cannot_be_made_is_reported() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "");
    assertThatThrownBy(() -> new DataFolder(file.resolve("data")).hold(HOLDER))
        .isInstanceOfSatisfying(
            AppException.class, e -> assertThat(e.error()).isEqualTo(AppError.DATA_FOLDER_UNUSABLE))
        .hasMessageContaining(file.toString());
  }

  @Test
  void nobody_holds_a_folder_that_does_not_exist() {
    assertThat(new DataFolder(temp.resolve("none")).holding()).isEmpty();
  }

  private Holder told() throws IOException {
    return Holder.parse(Files.readString(temp.resolve("millrace.lock"))).orElseThrow();
  }
}
