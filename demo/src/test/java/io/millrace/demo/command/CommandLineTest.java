package io.millrace.demo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.demo.error.DemoException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();

  private int execute(String... arguments) {
    CommandLine commandLine = new CommandLine(new PlantCommand());
    commandLine.setOut(new PrintWriter(out));
    commandLine.setErr(new PrintWriter(out));
    commandLine.setExecutionExceptionHandler(
        (exception, command, result) -> {
          out.append(exception.getMessage());
          return exception instanceof DemoException ? 1 : 99;
        });
    return commandLine.execute(arguments);
  }

  @Test
  void what_is_missing_is_said() {
    assertThat(execute()).isEqualTo(1);
    assertThat(out).asString().contains("needs --mqtt, --http and --folder");
  }

  @Test
  void an_address_without_a_port_is_refused() {
    assertThat(execute("--mqtt", "localhost", "--http", "http://localhost", "--folder", "x"))
        .isEqualTo(1);
    assertThat(out).asString().contains("--mqtt localhost");
  }

  @Test
  void credentials_that_are_not_there_are_said() {
    assertThat(
            execute("--mqtt", "localhost:1", "--http", "http://localhost", "--folder", folder + ""))
        .isEqualTo(1);
    assertThat(out).asString().contains("credentials.json cannot be read");
  }

  @Test
  void the_plug_of_a_plant_that_does_not_run_cannot_be_pulled() {
    assertThat(execute("pull-the-plug", "--folder", folder.toString())).isEqualTo(1);
    assertThat(out).asString().contains("No plant runs in " + folder);
  }

  @Test
  void the_truth_is_printed() {
    assertThat(
            execute(
                "truth", "--anchor", "2026-11-20T10:20:08Z", "--history-days", "2", "--seed", "3"))
        .isZero();
    assertThat(out).asString().startsWith("{").contains("\"seed\" : 3");
  }

  @Test
  void the_control_address_is_there_while_the_plant_runs() {
    ControlAddress address = ControlAddress.write(folder, 4711);
    assertThat(ControlAddress.read(folder)).hasToString("http://127.0.0.1:4711");

    address.close();
    assertThatExceptionOfType(DemoException.class)
        .isThrownBy(() -> ControlAddress.read(folder))
        .withMessageContaining("No plant runs");
  }
}
