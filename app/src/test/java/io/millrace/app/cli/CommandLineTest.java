package io.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import io.millrace.app.launch.Installation;
import io.millrace.app.process.JavaCommand;
import io.millrace.app.server.DemoPlant;
import io.millrace.app.server.ServerParts;
import io.millrace.model.time.NanoClock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What commands print and return, without starting anything. */
class CommandLineTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> environment = new HashMap<>();
  @TempDir Path home;
  private CommandLineInterface millrace;

  @BeforeEach
  void build() {
    millrace = new CommandLineInterface(context());
  }

  private Context context() {
    ServerParts parts =
        new ServerParts(
            settings -> {
              throw new IllegalStateException("a defect");
            },
            (settings, web, user) -> web.resolve("/password/" + user),
            (settings, server, folder) -> new DemoPlant.Launch("Plant", List.of(), Map.of()));
    return new Context(
        parts,
        new Installation(home, JavaCommand.ofThisProcess()),
        environment,
        NanoClock.system(),
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8)),
        new BuildInfo("1.2.3", java.time.Instant.EPOCH),
        Optional.empty());
  }

  static Stream<CommandLine> commands() {
    CommandLineTest test = new CommandLineTest();
    test.home = Path.of("");
    return all(new CommandLineInterface(test.context()).commandLine());
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return Stream.concat(
        Stream.of(command),
        command.getSubcommands().values().stream().flatMap(CommandLineTest::all));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_command_says_what_it_is_for_in_lines_that_fit(CommandLine command) {
    String usage = command.getUsageMessage(CommandLine.Help.Ansi.OFF);

    assertThat(usage).contains("Usage: millrace");
    assertThat(usage.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(97));
    assertThat(command.getCommandSpec().optionsMap())
        .as("help of " + command.getCommandName())
        .satisfies(
            options ->
                assertThat(
                        options.containsKey("--help")
                            || command.getCommandSpec().parent() == null
                            || List.of("help", "bench", "test", "train")
                                .contains(command.getCommandName()))
                    .isTrue());
  }

  @Test
  void without_a_command_it_says_how_to_list_them() {
    assertThat(millrace.execute()).isEqualTo(Exit.USAGE);
    assertThat(err()).contains("Which command?", "millrace help");
  }

  @Test
  void a_mistyped_command_or_option_is_answered_with_the_nearest() {
    assertThat(millrace.execute("satuts")).isEqualTo(Exit.USAGE);
    assertThat(err()).contains("there is no command 'satuts'. Did you mean 'status'?");
    assertThat(millrace.execute("run", "--backgruond")).isEqualTo(Exit.USAGE);
    assertThat(err()).contains("there is no option '--backgruond'. Did you mean '--background'?");
    assertThat(err()).contains("See: ./millrace help run");
  }

  @Test
  void config_check_counts_what_was_set_and_by_whom() throws Exception {
    Files.writeString(home.resolve("millrace.yaml"), "http:\n  port: 1\n");
    environment.put("MILLRACE_LOG_LEVEL", "debug");
    build();

    assertThat(millrace.execute("config", "check", "--set", "mqtt.port=2")).isEqualTo(Exit.OK);
    assertThat(out()).contains("No mistakes. Set by file: 1, by environment: 1, by option: 1");
  }

  @Test
  void config_check_fails_with_the_line_of_the_mistake() throws Exception {
    Path file = Files.writeString(home.resolve("other.yaml"), "http:\n  prot: 1\n");

    assertThat(millrace.execute("config", "check", "--config", file.toString()))
        .isEqualTo(Exit.CONFIG);
    assertThat(err()).contains("other.yaml, line 2: there is no setting 'http.prot'");
  }

  @Test
  void a_file_that_was_named_must_exist_and_the_one_beside_the_launcher_need_not() {
    assertThat(millrace.execute("config", "check")).isEqualTo(Exit.OK);
    environment.put("MILLRACE_CONFIG", home.resolve("none.yaml").toString());
    build();
    assertThat(millrace.execute("config", "check")).isEqualTo(Exit.CONFIG);
  }

  @Test
  void config_show_prints_what_holds() {
    assertThat(millrace.execute("config", "show", "--data", "/srv/x")).isEqualTo(Exit.OK);
    assertThat(out()).containsPattern("folder: /srv/x +# --set data.folder");
  }

  @Test
  void config_init_writes_a_file_once() {
    assertThat(millrace.execute("config", "init")).isEqualTo(Exit.OK);
    assertThat(home.resolve("millrace.yaml")).content().contains("#port: 8080");
    assertThat(millrace.execute("config", "init")).isEqualTo(Exit.CONFIG);
    assertThat(err()).contains("exists already");
  }

  @Test
  void version_names_program_jdk_and_system() {
    assertThat(millrace.execute("version")).isEqualTo(Exit.OK);
    assertThat(out()).contains("Millrace 1.2.3", "JDK " + Runtime.version(), "Linux");
  }

  @Test
  void status_and_stop_say_when_nothing_runs() {
    assertThat(millrace.execute("status")).isEqualTo(Exit.NOT_RUNNING);
    assertThat(millrace.execute("stop")).isEqualTo(Exit.OK);
    assertThat(out()).contains("No server is running.");
  }

  @Test
  void reset_password_prints_a_link_to_the_configured_server() {
    assertThat(millrace.execute("reset-password", "eva", "--set", "http.port=7000"))
        .isEqualTo(Exit.OK);
    assertThat(out()).contains("http://127.0.0.1:7000/password/eva", "within 60 minutes");
  }

  @Test
  void bench_and_test_send_to_the_source_folder_whatever_their_words() {
    assertThat(millrace.execute("bench", "--quick", "journal")).isEqualTo(Exit.FAILED);
    assertThat(millrace.execute("test", "-pl", "journal")).isEqualTo(Exit.FAILED);
    assertThat(err()).contains("run from the source folder");
  }

  @Test
  void an_unexpected_failure_shows_its_trace_and_fails() {
    assertThat(millrace.execute("run", "--data", home.resolve("data").toString()))
        .isEqualTo(Exit.FAILED);
    assertThat(err()).contains("an unexpected failure", "IllegalStateException: a defect");
  }

  @Test
  void the_demo_never_shares_a_folder_with_real_data() {
    assertThat(millrace.execute("demo")).isEqualTo(Exit.FAILED); // this server does not start
    assertThat(home.resolve("data-demo")).exists();
    assertThat(home.resolve("data")).doesNotExist();
  }

  @Test
  void every_error_has_an_exit_code() {
    for (AppError error : AppError.values()) {
      assertThat(Exit.of(new AppException(error, "x"))).isPositive();
    }
    assertThat(Exit.of(new AppException(AppError.DATA_FOLDER_IN_USE, "x"))).isEqualTo(4);
    assertThat(Exit.of(new IllegalStateException())).isEqualTo(1);
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
