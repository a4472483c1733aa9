package io.millrace.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.millrace.app.testing.Child;
import io.millrace.app.testing.PlaceholderServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server's life as a process: who holds the folder, how it stops, and the plant beside it. */
class ServerProcessTest {
  private static final String READY = "is ready";
  private static final List<String> PORTS = List.of("--set", "http.port=0", "--set", "mqtt.port=0");

  @TempDir Path temp;

  @Test
  void sigterm_stops_cleanly_with_code_0() throws Exception {
    try (Child server = run(Map.of())) {
      server.awaitOutput(READY).terminate();

      assertThat(server.exitCode()).isZero();
      assertThat(server.output()).contains("Stopping.", "Stopped.");
    }
    assertThat(folder().holding()).isEmpty();
  }

  @Test
  void ctrl_c_stops_cleanly_with_code_0() throws Exception {
    assumeThat(interruptsAreIgnored())
        .as("a shell that starts us in the background has us and our children ignore Ctrl-C")
        .isFalse();
    try (Child server = run(Map.of())) {
      server.awaitOutput(READY).interrupt();

      assertThat(server.exitCode()).isZero();
      assertThat(server.output()).contains("Stopped.");
    }
  }

  /** By what Linux tells of this process: bit 1 of the mask is SIGINT. */
  private static boolean interruptsAreIgnored() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> Long.parseUnsignedLong(line.substring("SigIgn:".length()).strip(), 16))
        .anyMatch(mask -> (mask & 0b10) != 0);
  }

  @Test
  void a_stop_that_takes_too_long_is_cut_off_with_code_6() throws Exception {
    try (Child server = run(Map.of("PLACEHOLDER", "stuck"), "--set", "server.stop-limit=1 s")) {
      server.awaitOutput(READY).terminate();

      assertThat(server.exitCode()).isEqualTo(6);
      assertThat(server.output()).doesNotContain("Stopped.");
    }
  }

  @Test
  void a_failure_while_stopping_is_logged_and_ends_with_code_1() throws Exception {
    try (Child server = run(Map.of("PLACEHOLDER", "breaking"))) {
      server.awaitOutput(READY).terminate();

      assertThat(server.exitCode()).isEqualTo(1);
      assertThat(server.output())
          .contains("did not stop cleanly", "The last checkpoint failed.")
          .doesNotContain("Stopped.");
    }
  }

  @Test
  void a_server_that_never_gets_ready_ends_with_the_reason() throws Exception {
    try (Child server = run(Map.of("PLACEHOLDER", "failing"))) {
      assertThat(server.exitCode()).isEqualTo(1);
      assertThat(server.output())
          .contains("The server did not get ready", "the journal is damaged")
          .doesNotContain(READY);
    }
  }

  @Test
  void a_second_start_on_the_folder_is_refused_with_who_and_since_when() throws Exception {
    try (Child first = run(Map.of())) {
      first.awaitOutput(READY);
      try (Child second = run(Map.of())) {
        assertThat(second.exitCode()).isEqualTo(4);
        assertThat(second.output())
            .contains("is in use by process " + first.pid() + ", millrace run, since 20")
            .contains("millrace stop");
      }
      assertThat(folder().holding()).as("the first still holds it").isPresent();
    }
  }

  @Test
  void a_killed_server_leaves_nothing_that_hinders_the_next() throws Exception {
    try (Child first = run(Map.of())) {
      first.awaitOutput(READY).kill().exitCode();
    }
    try (Child second = run(Map.of())) {
      second.awaitOutput(READY);
    }
  }

  @Test
  void the_first_password_link_is_told_and_never_logged() throws Exception {
    Path announcement = temp.resolve("announcement");
    try (Child server = run(Map.of(), "--announce-to", announcement.toString())) {
      await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(announcement));

      assertThat(announcement).content().contains(PlaceholderServer.LINK_SECRET);
      assertThat(Files.getPosixFilePermissions(announcement)).hasSize(2);
      assertThat(server.output()).doesNotContain(PlaceholderServer.LINK_SECRET);
      assertThat(folder().logs().resolve("millrace.0.log"))
          .content()
          .contains("Millrace")
          .doesNotContain(PlaceholderServer.LINK_SECRET);
      server.terminate().exitCode();
      assertThat(announcement).as("nobody read it").doesNotExist();
    }
  }

  @Test
  void the_data_folder_is_made_for_its_owner_alone() throws Exception {
    try (Child server = run(Map.of())) {
      server.awaitOutput(READY);
      assertThat(Files.getPosixFilePermissions(folder().path())).hasSize(3);
    }
  }

  @Test
  void the_plant_starts_with_the_demo_and_stops_with_it() throws Exception {
    try (Child server = demo()) {
      ProcessHandle plant = plantOf(server);
      server.awaitOutput("The plant runs with --folder plant.").terminate();

      assertThat(server.exitCode()).isZero();
      assertThat(plant.isAlive()).isFalse();
    }
  }

  @Test
  void a_plant_that_dies_is_started_again() throws Exception {
    try (Child server = demo()) {
      ProcessHandle first = plantOf(server);
      first.destroyForcibly();

      server.awaitOutput("The simulated plant ended with code 137");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> plantPid().filter(pid -> pid != first.pid()).isPresent());
    }
  }

  @Test
  void a_plant_whose_server_was_killed_ends_by_itself() throws Exception {
    ProcessHandle plant;
    try (Child server = demo()) {
      plant = plantOf(server);
      server.awaitOutput("The plant runs").kill().exitCode();
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> !plant.isAlive());
  }

  private Child run(Map<String, String> environment, String... more) {
    return start("run", environment, more);
  }

  private Child demo() {
    return start("demo", Map.of()).awaitOutput(READY);
  }

  private Child start(String command, Map<String, String> environment, String... more) {
    List<String> arguments = new java.util.ArrayList<>(List.of(command));
    arguments.addAll(List.of("--data", folder().path().toString()));
    arguments.addAll(PORTS);
    arguments.addAll(List.of(more));
    return Child.millrace(environment, arguments.toArray(String[]::new));
  }

  private ProcessHandle plantOf(Child server) {
    server.awaitOutput(READY);
    await().atMost(Duration.ofSeconds(60)).until(() -> plantPid().isPresent());
    return ProcessHandle.of(plantPid().orElseThrow()).orElseThrow();
  }

  private Optional<Long> plantPid() {
    return folder().holding().flatMap(DataFolder.Holding::holder).flatMap(Holder::plantPid);
  }

  private DataFolder folder() {
    return new DataFolder(temp.resolve("data folder"));
  }
}
