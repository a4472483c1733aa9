package io.millrace.broker.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.broker.support.FrontInABox;
import io.millrace.broker.support.Stored;
import io.millrace.model.record.MqttAttributes;
import io.millrace.model.record.MqttFlags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Debian's {@code mosquitto_pub} and {@code mosquitto_sub}. */
class MosquittoClientsTest {
  private static final long PATIENCE_S = 20;

  private final FrontInABox box = new FrontInABox();
  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void close() {
    processes.forEach(Process::destroy);
    box.close();
  }

  private Process start(String program, String... arguments) {
    List<String> command = new ArrayList<>(List.of(program, "-h", "127.0.0.1", "-u", "device"));
    command.addAll(List.of("-P", "all", "-p", Integer.toString(box.port())));
    command.addAll(List.of(arguments));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      processes.add(process);
      return process;
    } catch (IOException e) {
      throw new AssertionError(
          program + " could not be started. Install Debian's package mosquitto-clients.", e);
    }
  }

  private static String output(Process process) {
    try {
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(process.waitFor(PATIENCE_S, TimeUnit.SECONDS)).isTrue();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void run(String program, String... arguments) {
    Process process = start(program, arguments);
    String output = output(process);
    assertThat(process.exitValue()).as(output).isZero();
  }

  @ParameterizedTest
  @CsvSource({"mqttv311, 0", "mqttv311, 1", "mqttv311, 2", "mqttv5, 0", "mqttv5, 1", "mqttv5, 2"})
  void a_published_message_is_stored(String version, String qos) {
    run("mosquitto_pub", "-V", version, "-q", qos, "-t", "plant/press/1", "-m", "21.5");

    await().until(() -> Stored.payloads(box.journal()).equals(List.of("21.5")));
    assertThat(MqttFlags.qos(Stored.messages(box.journal()).getFirst().flags()))
        .isEqualTo(Integer.parseInt(qos));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mqttv311", "mqttv5"})
  void a_subscriber_gets_what_is_published(String version) {
    Process subscriber =
        start("mosquitto_sub", "-V", version, "-q", "2", "-t", "plant/#", "-C", "2", "-v");
    await().until(() -> box.front().statistics().subscriptions() == 1);

    run("mosquitto_pub", "-V", version, "-q", "1", "-t", "plant/a", "-m", "one");
    run("mosquitto_pub", "-V", version, "-q", "2", "-t", "plant/b", "-m", "two");

    assertThat(output(subscriber)).isEqualTo("plant/a one\nplant/b two");
  }

  @Test
  void a_late_subscriber_gets_what_is_retained() {
    run("mosquitto_pub", "-q", "1", "-r", "-t", "plant/state", "-m", "running");

    Process subscriber = start("mosquitto_sub", "-t", "plant/+", "-C", "1", "-F", "%r %p");

    assertThat(output(subscriber)).isEqualTo("1 running");
  }

  @Test
  void properties_travel_through() {
    Process subscriber =
        start("mosquitto_sub", "-V", "mqttv5", "-t", "t", "-C", "1", "-F", "%P|%C|%R|%p");
    await().until(() -> box.front().statistics().subscriptions() == 1);

    run(
        "mosquitto_pub",
        "-V",
        "mqttv5",
        "-t",
        "t",
        "-m",
        "x",
        "-D",
        "publish",
        "user-property",
        "line",
        "7",
        "-D",
        "publish",
        "content-type",
        "text/plain",
        "-D",
        "publish",
        "response-topic",
        "answer");

    assertThat(output(subscriber)).isEqualTo("line:7|text/plain|answer|x");
    Stored record = Stored.messages(box.journal()).getFirst();
    assertThat(record.channel().contentType()).isEqualTo("text/plain");
    assertThat(record.attributes())
        .containsEntry(MqttAttributes.userProperty(0, "line"), "7")
        .containsEntry(MqttAttributes.RESPONSE_TOPIC, "answer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "1", "2"})
  void many_lines_arrive_in_order(String qos) throws IOException {
    Process publisher = start("mosquitto_pub", "-q", qos, "-t", "t", "-l");
    List<String> lines = IntStream.range(0, 3_000).mapToObj(i -> "line " + i).toList();
    try (var in = publisher.getOutputStream()) {
      in.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    assertThat(output(publisher)).isEmpty();

    await().until(() -> Stored.messages(box.journal()).size() == lines.size());
    assertThat(Stored.payloads(box.journal())).isEqualTo(lines);
  }

  @Test
  void the_will_of_a_killed_client_is_stored() {
    Process subscriber =
        start(
            "mosquitto_sub",
            "-t",
            "t",
            "--will-topic",
            "plant/gone",
            "--will-payload",
            "bye",
            "--will-qos",
            "1");
    await().until(() -> box.front().statistics().subscriptions() == 1);

    subscriber.destroyForcibly();

    await().until(() -> Stored.payloads(box.journal()).equals(List.of("bye")));
  }

  @Test
  void a_wrong_password_is_refused_in_words() {
    Process publisher = start("mosquitto_pub", "-P", "wrong", "-t", "t", "-m", "x");

    assertThat(output(publisher)).containsIgnoringCase("bad user name or password");
    assertThat(publisher.exitValue()).isNotZero();
    assertThat(Stored.messages(box.journal())).isEmpty();
  }

  @Test
  void a_subscription_that_is_not_allowed_is_refused() {
    Process subscriber =
        start("mosquitto_sub", "-V", "mqttv5", "-P", "press", "-t", "#", "-C", "1", "-W", "5");

    assertThat(output(subscriber)).containsIgnoringCase("denied");
  }
}
