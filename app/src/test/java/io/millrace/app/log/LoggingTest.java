package io.millrace.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.config.LogFormat;
import io.millrace.app.config.LogLevel;
import io.millrace.app.config.LogTime;
import io.millrace.app.config.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Which lines are kept, and where they go. */
class LoggingTest {
  private final ByteArrayOutputStream console = new ByteArrayOutputStream();
  @TempDir Path temp;

  @Test
  void our_lines_count_from_the_level_on_and_those_of_libraries_from_warnings_on() {
    try (Logging _ = start(LogLevel.INFO, new LogOutput.Console())) {
      LoggerFactory.getLogger("io.millrace.app.X").info("ours {}", 1);
      LoggerFactory.getLogger("io.millrace.app.X").debug("ours 2");
      LoggerFactory.getLogger("org.library.Y").info("theirs 1");
      LoggerFactory.getLogger("org.library.Y").warn("theirs 2");
    }
    assertThat(console.toString(StandardCharsets.UTF_8))
        .contains("ours 1", "theirs 2")
        .doesNotContain("ours 2", "theirs 1");
  }

  @Test
  void debug_is_for_our_lines_alone() {
    try (Logging _ = start(LogLevel.DEBUG, new LogOutput.Console())) {
      LoggerFactory.getLogger("io.millrace.app.X").debug("ours");
      LoggerFactory.getLogger("org.library.Y").debug("theirs");
    }
    assertThat(console.toString(StandardCharsets.UTF_8)).contains("ours").doesNotContain("theirs");
  }

  @Test
  void errors_only_means_errors_only_also_for_libraries() {
    try (Logging _ = start(LogLevel.ERROR, new LogOutput.Console())) {
      LoggerFactory.getLogger("io.millrace.app.X").warn("ours");
      LoggerFactory.getLogger("org.library.Y").warn("theirs");
    }
    assertThat(console.toString(StandardCharsets.UTF_8)).isEmpty();
  }

  @Test
  void files_are_closed_at_their_size_and_only_the_newest_are_kept() throws IOException {
    Path folder = temp.resolve("log 100%");
    LogOutput.Files files = new LogOutput.Files(folder);
    try (Logging _ = start(LogLevel.INFO, files)) {
      for (int line = 0; line < 5_000; line++) {
        LoggerFactory.getLogger("io.millrace.app.X").info("line {} {}", line, "x".repeat(80));
      }
    }
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("millrace.0.log", "millrace.1.log", "millrace.2.log");
    }
    assertThat(files.newest()).content().contains("line 4999");
    assertThat(Files.size(folder.resolve("millrace.1.log"))).isBetween(100_000L, 103_000L);
  }

  private Logging start(LogLevel level, LogOutput output) {
    Settings.Log settings = new Settings.Log(level, LogFormat.TEXT, LogTime.UTC, 100 << 10, 3);
    OutputStream out = console;
    return Logging.start(settings, ZoneOffset.UTC, output, out);
  }
}
