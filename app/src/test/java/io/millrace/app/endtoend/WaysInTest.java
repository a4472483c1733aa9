package io.millrace.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a device hands over comes back, live and as history: the examples of the README. */
final class WaysInTest {
  @TempDir static Path folder;
  private static LiveServer server;
  private static Person owner;

  @BeforeAll
  static void start() {
    server = LiveServer.run(folder);
    owner = server.owner();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void mosquitto_pub_publishes_and_the_reading_comes_back() throws Exception {
    Person.Device press = owner.device("press-4");
    long ms = Instant.now().toEpochMilli();
    publish(
        press,
        "2",
        "press-4/hydraulics",
        "{\"ts\":%d,\"values\":{\"pressure\":182.4,\"oil\":41}}".formatted(ms));

    JsonNode sample = onlySample(pointOf(press, "pressure"));
    assertThat(sample.path("value").asDouble()).isEqualTo(182.4);
    assertThat(Instant.parse(sample.path("time").asString())).isEqualTo(Instant.ofEpochMilli(ms));
    assertThat(latest(pointOf(press, "oil")).path("value").asLong()).isEqualTo(41);
  }

  @Test
  void line_protocol_by_curl_is_on_disk_when_204_is_answered() throws Exception {
    Person.Device saw = owner.device("saw-1");
    long seconds = Instant.now().getEpochSecond();
    String answer =
        Programs.run(
            "curl",
            "--silent",
            "--include",
            server.web() + "/api/v2/write?precision=s",
            "-H",
            "Authorization: Token " + saw.token(),
            "--data-binary",
            "saw,part=blade speed=3120.5,teeth=80i " + seconds);
    assertThat(answer).startsWith("HTTP/1.1 204");

    await().untilAsserted(() -> assertThat(owner.unmapped(saw)).hasSize(2));
    String point = owner.unmapped(saw).get(0).path("id").asString();
    assertThat(Instant.parse(onlySample(point).path("time").asString()))
        .isEqualTo(Instant.ofEpochSecond(seconds));
  }

  @Test
  void a_csv_file_of_past_data_is_checked_taken_in_and_comes_back() {
    Person.Device lab = owner.device("lab");
    HttpResponse<String> answer =
        owner.send(
            "POST",
            "/api/v1/uploads?source=" + lab.source() + "&channel=lab&start=true",
            "text/csv",
            BodyPublishers.ofString(
                "time,hardness\n2025-11-01T06:00:00Z,58.5\n2025-11-01T07:00:00Z,59\n"));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !owner.unmappedPoint(lab, "hardness").isEmpty());
    String samples = "/api/v1/points/" + owner.unmappedPoint(lab, "hardness") + "/samples?limit=10";
    await().untilAsserted(() -> assertThat(owner.get(samples).path("samples")).hasSize(2));
    assertThat(owner.get(samples).path("samples").get(1).path("value").asDouble()).isEqualTo(59);
  }

  @Test
  void a_wrong_token_gets_nothing_in() throws Exception {
    String answer =
        Programs.run(
            "curl",
            "--silent",
            "--include",
            server.web() + "/api/v2/write",
            "-H",
            "Authorization: Token mr_nobody",
            "--data-binary",
            "saw speed=1");
    assertThat(answer).startsWith("HTTP/1.1 401");
  }

  private static void publish(Person.Device device, String qos, String topic, String payload)
      throws IOException, InterruptedException {
    Programs.run(
        "mosquitto_pub",
        "-h",
        "127.0.0.1",
        "-p",
        Integer.toString(server.mqttPort()),
        "-u",
        device.name(),
        "-P",
        device.token(),
        "-q",
        qos,
        "-t",
        topic,
        "-m",
        payload);
  }

  private static String pointOf(Person.Device device, String path) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !owner.unmappedPoint(device, path).isEmpty());
    return owner.unmappedPoint(device, path);
  }

  private static JsonNode onlySample(String point) {
    await()
        .untilAsserted(
            () ->
                assertThat(owner.get("/api/v1/points/" + point + "/samples").path("samples"))
                    .hasSize(1));
    return owner.get("/api/v1/points/" + point + "/samples").path("samples").get(0);
  }

  private static JsonNode latest(String point) {
    return owner.get("/api/v1/points/" + point + "/latest");
  }
}
