package io.millrace.demo.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.demo.control.ControlServer;
import io.millrace.demo.gateway.Outbox;
import io.millrace.demo.gateway.Uplink;
import io.millrace.demo.gateway.UplinkSettings;
import io.millrace.demo.gateway.UplinkState;
import io.millrace.demo.payload.DecodedSample;
import io.millrace.demo.payload.Receiver;
import io.millrace.demo.plant.Foundry;
import io.millrace.demo.plant.Gateway;
import io.millrace.demo.plant.Plant;
import io.millrace.demo.server.TinyBroker;
import io.millrace.demo.server.TinyHttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole plant against a server's two fronts. */
class RunningPlantTest {
  private static final UplinkSettings QUICK =
      new UplinkSettings(
          64,
          Duration.ofSeconds(5),
          Duration.ofSeconds(5),
          Duration.ofMillis(20),
          Duration.ofMillis(100),
          Duration.ofMillis(100),
          10_000);
  private static final String DIE_CAST = "foundry/die-casting/die-cast-3/process";

  @TempDir private Path folder;
  private final Plant plant = Foundry.plant();
  private TinyBroker broker;
  private TinyHttpServer http;

  @BeforeEach
  void start() throws IOException {
    broker = new TinyBroker();
    http = new TinyHttpServer();
  }

  @AfterEach
  void stop() throws IOException {
    broker.close();
    http.close();
  }

  private RunningPlant run() {
    Map<String, Credentials.Login> logins = new HashMap<>();
    for (Gateway gateway : plant.gateways()) {
      logins.put(gateway.key(), new Credentials.Login(gateway.key(), "token"));
    }
    PlantSettings settings =
        new PlantSettings(
            broker.address(), http.uri(), folder, folder.resolve("none"), 1, 0, 0, QUICK);
    return new RunningPlant(
        plant,
        settings,
        new Credentials(logins, "control"),
        InstantSource.system(),
        new SplittableRandom(1));
  }

  /** The instants at which the server has a die temperature, live and past. */
  private NavigableSet<Long> instants() {
    NavigableSet<Long> instants = new TreeSet<>();
    for (TinyBroker.Received message : broker.received()) {
      if (message.topic().equals(DIE_CAST)) {
        add(instants, Receiver.decode(message.asMessage()));
      }
    }
    return instants;
  }

  private NavigableSet<Long> pastInstants() {
    NavigableSet<Long> instants = new TreeSet<>();
    for (TinyHttpServer.Request request : http.stored()) {
      if (request.path().contains(DIE_CAST)) {
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        add(instants, Receiver.decode(DIE_CAST, request.contentType(), body));
      }
    }
    return instants;
  }

  private static void add(Set<Long> instants, List<DecodedSample> samples) {
    samples.stream()
        .filter(s -> s.path().equals("die_temp"))
        .forEach(s -> instants.add(s.timeMs()));
  }

  private static void assertNoGap(NavigableSet<Long> instants) {
    Long before = null;
    for (long t : instants) {
      if (before != null) {
        assertThat(t - before).isEqualTo(500);
      }
      before = t;
    }
  }

  @Test
  void every_gateway_sends_and_a_pulled_plug_leaves_no_gap() {
    try (RunningPlant running = run()) {
      await().atMost(Duration.ofSeconds(30)).until(() -> instants().size() >= 6);
      running.plug().pull(Duration.ofMinutes(5));
      await().until(() -> state(running, "GW-02") == UplinkState.CUT_OFF);
      int before = instants().size();
      await().until(() -> outbox(running, "GW-02").messages() > 30);
      assertThat(instants().size()).isLessThanOrEqualTo(before + 1);

      running.plug().putBack();
      await().until(() -> instants().size() >= before + 10);
      assertNoGap(instants());
      await()
          .until(
              () ->
                  broker.received().stream().map(TinyBroker.Received::clientId).distinct().count()
                      >= 7);
      for (Uplink uplink : running.uplinks()) {
        assertThat(uplink.outbox().state().dropped()).isZero();
      }
    }
  }

  private static UplinkState state(RunningPlant running, String gateway) {
    return uplink(running, gateway).status().state();
  }

  private static Outbox.State outbox(RunningPlant running, String gateway) {
    return uplink(running, gateway).outbox().state();
  }

  private static Uplink uplink(RunningPlant running, String gateway) {
    return running.uplinks().stream()
        .filter(uplink -> uplink.status().gateway().equals(gateway))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void the_silent_gateway_keeps_what_it_measured_before_the_start() {
    try (RunningPlant running = run()) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> outbox(running, "GW-04").messages() > 26 * 60);
      assertThat(state(running, "GW-04")).isEqualTo(UplinkState.CUT_OFF);
      assertThat(broker.received()).noneMatch(m -> m.topic().contains("cnc-5"));
    }
  }

  @Test
  void a_plant_that_is_started_again_is_the_same_and_sends_what_it_missed() throws IOException {
    long anchorMs;
    long stoppedMs;
    try (RunningPlant running = run()) {
      anchorMs = running.scenario().anchorMs();
      await().atMost(Duration.ofSeconds(30)).until(() -> instants().size() >= 4);
      await().until(() -> running.past().progress().done());
      // The state is written now and then; the live data has to be in it.
      await().until(() -> Files.readString(folder.resolve("state.json")).contains(DIE_CAST));
      stoppedMs = instants().last();
    }
    await().during(Duration.ofMillis(1500)).until(() -> broker.connections() == 0);
    try (RunningPlant running = run()) {
      assertThat(running.scenario().anchorMs()).isEqualTo(anchorMs);
      await().until(() -> running.past().progress().done());
      await().until(() -> instants().last() > stoppedMs + 2000);
      for (long t : pastInstants().tailSet(stoppedMs - 10_000)) {
        assertThat(t % 10_000).isZero();
      }
    }
  }

  @Test
  void the_control_port_answers_whoever_knows_the_token() throws IOException {
    try (RunningPlant running = run();
        ControlServer control =
            new ControlServer(0, "control", plant, running, InstantSource.system())) {
      URI uri = URI.create("http://127.0.0.1:" + control.port());

      assertThat(call("GET", uri.resolve("/status"), "wrong")).startsWith("401");
      assertThat(call("POST", uri.resolve("/pull-the-plug?seconds=60"), "")).startsWith("401");
      assertThat(running.plug().isUp()).isTrue();
      assertThat(call("GET", uri.resolve("/status"), "control"))
          .startsWith("200")
          .contains("\"simulated\" : true")
          .contains("GW-09")
          .doesNotContain("token");
      assertThat(call("POST", uri.resolve("/pull-the-plug?seconds=60"), "control"))
          .startsWith("200");
      assertThat(running.plug().outForMs()).isBetween(50_000L, 60_000L);
      assertThat(call("POST", uri.resolve("/pull-the-plug?seconds=9999"), "control"))
          .startsWith("400");
      assertThat(call("POST", uri.resolve("/pull-the-plug?minutes=1"), "control"))
          .startsWith("400");
      assertThat(call("POST", uri.resolve("/put-the-plug-back"), "control")).startsWith("200");
      assertThat(running.plug().isUp()).isTrue();
      assertThat(call("GET", uri.resolve("/truth"), "control")).contains("overTemperatureStops");
      assertThat(call("GET", uri.resolve("/elsewhere"), "control")).startsWith("404");
    }
  }

  private static String call(String method, URI uri, String token) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setRequestProperty("Authorization", "Bearer " + token);
    if (method.equals("POST")) {
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.flush();
      }
    }
    int status = connection.getResponseCode();
    try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return status + " " + new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
