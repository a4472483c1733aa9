package io.millrace.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.app.testing.Child;
import io.millrace.app.testing.FakeInstallation;
import io.millrace.app.testing.PlaceholderServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An installed program, in a folder with a space in its name, as a person would use it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class InstalledLauncherTest {
  @TempDir static Path temp;
  private static Path launcher;

  @BeforeAll
  static void install() throws IOException {
    Path folder = Files.createDirectories(temp.resolve("a plant's folder"));
    launcher = FakeInstallation.make(folder);
    Files.writeString(
        folder.resolve("millrace.yaml"),
        "http:\n  port: 0\nmqtt:\n  port: 0\nmemory:\n  heap: 200 MB\n");
  }

  @AfterAll
  static void stopWhatIsLeft() throws InterruptedException {
    try (Child stop = millrace("stop")) {
      stop.exitCode();
    }
  }

  @Test
  @Order(1)
  void it_runs_from_any_folder_also_through_a_symbolic_link() throws Exception {
    Path link = Files.createSymbolicLink(temp.resolve("mill"), launcher);
    try (Child version =
        Child.start(List.of("/bin/sh", "-c", "cd / && '" + link + "' version"), Map.of())) {
      assertThat(version.exitCode()).isZero();
      assertThat(version.output()).contains("Millrace ", "JDK 25");
    }
  }

  @Test
  @Order(2)
  void exit_codes_reach_the_shell() throws Exception {
    try (Child unknown = millrace("stauts")) {
      assertThat(unknown.exitCode()).isEqualTo(2);
      assertThat(unknown.output()).contains("there is no command 'stauts'. Did you mean 'status'?");
    }
    try (Child wrong = millrace("run", "--set", "http.port=x")) {
      assertThat(wrong.exitCode()).isEqualTo(5);
    }
    try (Child nothing = millrace("status")) {
      assertThat(nothing.exitCode()).isEqualTo(3);
    }
    try (Child help = millrace("run", "--help")) {
      assertThat(help.exitCode()).isZero();
      assertThat(help.output()).contains("Exit codes:");
    }
  }

  @Test
  @Order(3)
  void in_the_foreground_the_server_is_the_launchers_own_process() throws Exception {
    try (Child run = millrace("run")) {
      run.awaitOutput("is ready");
      String command = ProcessHandle.of(run.pid()).orElseThrow().info().commandLine().orElse("");

      assertThat(command).contains("java");
      assertThat(run.output()).contains(PlaceholderServer.LINK_SECRET);
      try (Child status = millrace("status")) {
        assertThat(status.exitCode()).isZero();
        assertThat(status.output()).contains("process " + run.pid());
      }
      assertThat(run.terminate().exitCode()).isZero();
    }
  }

  @Test
  @Order(4)
  void the_jvm_has_the_budget_of_the_settings_and_the_library_is_unpacked_once() throws Exception {
    try (Child run = millrace("run")) {
      run.awaitOutput("is ready");
      List<String> flags = flagsOf(run.pid());

      assertThat(flags).contains("-Xmx200m", "-XX:MaxDirectMemorySize=50m");
      assertThat(flags).anySatisfy(flag -> assertThat(flag).startsWith("-Djava.library.path="));
      run.terminate().exitCode();
    }
    Path cache = launcher.resolveSibling("cache");
    try (Stream<Path> files = Files.walk(cache.resolve("native"))) {
      assertThat(files.filter(Files::isRegularFile))
          .singleElement()
          .asString()
          .contains("rocksdbjni");
    }
  }

  @Test
  @Order(5)
  void a_start_up_cache_is_made_at_the_first_start_and_used_after_it() throws Exception {
    try (Stream<Path> files = Files.list(launcher.resolveSibling("cache").resolve("aot"))) {
      assertThat(files).singleElement().asString().endsWith(".aot");
    }
    try (Child run = millrace("run")) {
      run.awaitOutput("is ready");
      assertThat(run.output()).doesNotContain("Preparing", "warning");
      assertThat(flagsOf(run.pid()))
          .anySatisfy(flag -> assertThat(flag).startsWith("-XX:AOTCache="));
      run.terminate().exitCode();
    }
  }

  @Test
  @Order(6)
  void in_the_background_it_tells_when_it_is_ready_and_stop_ends_it() throws Exception {
    try (Child start = millrace("demo", "--background")) {
      assertThat(start.exitCode()).isZero();
      assertThat(start.output()).contains("is ready", PlaceholderServer.LINK_SECRET);
    }
    try (Child status = millrace("status")) {
      assertThat(status.exitCode()).isZero();
      assertThat(status.output())
          .containsPattern("millrace demo .*process \\d+")
          .containsPattern("plant +process \\d+")
          .containsPattern("health +ready")
          .contains("Point 7 is silent.", "history 1.5 s", "1.0 GB used, 2.0 GB free");
    }
    try (Child second = millrace("demo", "--background")) {
      assertThat(second.exitCode()).isEqualTo(4);
    }
    try (Child stop = millrace("stop")) {
      assertThat(stop.exitCode()).isZero();
      assertThat(stop.output()).contains("Stopping process", "Stopped.");
    }
    try (Child status = millrace("status")) {
      assertThat(status.exitCode()).isEqualTo(3);
    }
  }

  @Test
  @Order(7)
  void a_start_in_the_background_that_fails_says_why() throws Exception {
    try (Child start = millrace(Map.of("PLACEHOLDER", "failing"), "run", "--background")) {
      assertThat(start.exitCode()).isEqualTo(1);
      assertThat(start.output()).contains("before it was ready", "the journal is damaged");
    }
  }

  private static List<String> flagsOf(long pid) throws IOException {
    String commandLine = Files.readString(Path.of("/proc/" + pid + "/cmdline"));
    return List.of(commandLine.split("\0"));
  }

  private static Child millrace(String... arguments) {
    return millrace(Map.of(), arguments);
  }

  private static Child millrace(Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    return Child.start(command, environment);
  }
}
