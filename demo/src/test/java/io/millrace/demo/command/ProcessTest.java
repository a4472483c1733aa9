package io.millrace.demo.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.demo.DemoMain;
import io.millrace.demo.plant.Foundry;
import io.millrace.demo.plant.Gateway;
import io.millrace.demo.server.TinyBroker;
import io.millrace.demo.server.TinyHttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plant as the process that the launcher starts. */
class ProcessTest {
  @TempDir private Path folder;
  private TinyBroker broker;
  private TinyHttpServer http;
  private Process process;

  @BeforeEach
  void start() throws IOException {
    broker = new TinyBroker();
    http = new TinyHttpServer();
    String gateways =
        Foundry.plant().gateways().stream()
            .map(Gateway::key)
            .map(key -> "\"" + key + "\":{\"token\":\"token\"}")
            .collect(Collectors.joining(","));
    Files.writeString(
        folder.resolve("credentials.json"),
        "{\"gateways\":{" + gateways + "},\"control\":{\"token\":\"control\"}}");
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DemoMain.class.getName(),
                "--mqtt",
                "127.0.0.1:" + broker.address().getPort(),
                "--http",
                http.uri().toString(),
                "--folder",
                folder.toString(),
                "--history-days",
                "0",
                "--stop-at-end-of-input")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> Files.exists(folder.resolve("control.json")) && broker.connections() > 5);
  }

  @AfterEach
  void stop() throws IOException {
    process.destroyForcibly();
    broker.close();
    http.close();
  }

  private String log() throws IOException {
    return Files.readString(folder.resolve("log"), StandardCharsets.UTF_8);
  }

  private void assertStopped(int exitCode) throws InterruptedException, IOException {
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(log()).isTrue();
    assertThat(process.exitValue()).isEqualTo(exitCode);
    assertThat(folder.resolve("control.json")).doesNotExist();
    assertThat(folder.resolve("state.json")).exists();
    assertThat(log()).contains("INFO Demo Foundry is running").doesNotContain("did not stop");
  }

  @Test
  void it_stops_when_it_is_asked_to() throws Exception {
    process.destroy(); // SIGTERM

    assertStopped(143);
  }

  @Test
  void it_stops_when_its_launcher_is_gone() throws Exception {
    process.getOutputStream().close();

    assertStopped(0);
  }
}
