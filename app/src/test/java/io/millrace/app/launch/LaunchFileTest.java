package io.millrace.app.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.testing.Child;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file that carries a command line to the launcher's shell, whatever is in it. */
class LaunchFileTest {
  @TempDir Path temp;

  @Test
  void the_shell_reads_back_what_was_written() throws Exception {
    List<String> words =
        List.of("a b", "", "quote\"d", "back\\slash", "it's", "$HOME", "`id`", "two\nlines", "ä→*");
    Path file = temp.resolve("words");
    List<String> command = new ArrayList<>(List.of("printf", "<%s>"));
    command.addAll(words);

    LaunchFile.write(file, command);

    String script = "eval \"set -- $(cat '" + file + "')\"; exec \"$@\"";
    try (Child shell = Child.start(List.of("sh", "-c", script), Map.of())) {
      assertThat(shell.exitCode()).isZero();
      assertThat(shell.output()).isEqualTo("<" + String.join("><", words) + ">");
    }
  }
}
