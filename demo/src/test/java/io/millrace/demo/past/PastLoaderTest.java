package io.millrace.demo.past;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.demo.gateway.HttpSender;
import io.millrace.demo.payload.DecodedSample;
import io.millrace.demo.payload.Receiver;
import io.millrace.demo.plant.Channel;
import io.millrace.demo.plant.Foundry;
import io.millrace.demo.plant.Gateway;
import io.millrace.demo.plant.Plant;
import io.millrace.demo.server.TinyHttpServer;
import io.millrace.demo.server.TinyHttpServer.Answer;
import io.millrace.demo.server.TinyHttpServer.Request;
import io.millrace.demo.simulation.Simulation;
import io.millrace.demo.story.Scenario;
import io.millrace.demo.story.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PastLoaderTest {
  private static final long ANCHOR_MS = Instant.parse("2026-11-20T10:20:08Z").toEpochMilli();
  private static final long FROM_MS = ANCHOR_MS - Duration.ofHours(6).toMillis();
  private static final String PREFIX = "/api/v1/ingest/";
  private static final String SUFFIX = "?lane=bulk";

  private final Plant plant = Foundry.plant();
  private final Scenario scenario = new Scenario(1, ANCHOR_MS, 1);
  private final Watermarks watermarks = new Watermarks(Map.of());
  private final List<PastProgress> progress = new ArrayList<>();
  private final AtomicBoolean linkUp = new AtomicBoolean(true);
  private TinyHttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = new TinyHttpServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private PastLoader loader() {
    Map<String, String> tokens =
        plant.gateways().stream()
            .collect(Collectors.toMap(Gateway::key, gateway -> "token of " + gateway.key()));
    return new PastLoader(
        new Target(server.uri(), tokens),
        new HttpSender(Duration.ofSeconds(5)),
        linkUp::get,
        watermarks,
        new SplittableRandom(1),
        this::remember);
  }

  private synchronized void remember(PastProgress now) {
    progress.add(now);
  }

  private Map<Channel, Span> missing() {
    Map<Channel, Span> spans = new HashMap<>();
    for (Channel channel : plant.channels()) {
      spans.put(channel, new Span(watermarks.of(channel, FROM_MS), ANCHOR_MS));
    }
    return spans;
  }

  private void load() throws InterruptedException {
    loader().load(new Simulation(plant, scenario), missing());
  }

  private static List<DecodedSample> samples(Request request) {
    String channel =
        request.path().substring(PREFIX.length(), request.path().length() - SUFFIX.length());
    return Receiver.decode(
        channel, request.contentType(), request.body().getBytes(StandardCharsets.UTF_8));
  }

  private Set<DecodedSample> stored() {
    Set<DecodedSample> all = new HashSet<>();
    server.stored().forEach(request -> all.addAll(samples(request)));
    return all;
  }

  @Test
  void all_of_the_past_is_stored_once_with_each_gateways_token() throws InterruptedException {
    load();

    Set<DecodedSample> all = stored();
    PastProgress last = progress.getLast();
    assertThat(last.done()).isTrue();
    assertThat(last.share()).isEqualTo(1);
    assertThat(all).hasSize(Math.toIntExact(last.samples()));
    assertThat(last.samples()).isGreaterThan(150_000);
    assertThat(all).allMatch(s -> s.timeMs() < ANCHOR_MS + 75_000 && s.timeMs() >= FROM_MS);
    assertThat(
            server.stored().stream()
                .filter(request -> request.path().contains("die-cast"))
                .map(Request::authorization)
                .distinct())
        .containsExactly("Bearer token of GW-02");
  }

  @Test
  void samples_of_a_channel_arrive_in_the_order_of_their_times() throws InterruptedException {
    load();

    Map<String, List<Long>> timesByPoint = new HashMap<>();
    for (Request request : server.stored()) {
      for (DecodedSample s : samples(request)) {
        timesByPoint
            .computeIfAbsent(s.channel() + " " + s.path(), key -> new ArrayList<>())
            .add(s.timeMs());
      }
    }
    assertThat(timesByPoint).hasSize(330); // waveforms are twelve hours apart
    timesByPoint.forEach(
        (point, times) ->
            assertThat(times).as(point).isSortedAccordingTo(Comparator.naturalOrder()));
  }

  @Test
  void a_busy_or_broken_server_only_takes_longer() throws InterruptedException {
    AtomicInteger count = new AtomicInteger();
    server.answer(
        request ->
            switch (count.incrementAndGet() % 40) {
              case 7 -> new Answer(500, 0, "oops");
              case 39 -> new Answer(429, count.get() < 50 ? 1 : 0, "slow down");
              default -> Answer.STORED;
            });
    loader().load(new Simulation(plant, scenario), dieCasting());

    assertThat(stored()).hasSize(Math.toIntExact(progress.getLast().samples()));
    assertThat(progress.getLast().refusedBodies()).isZero();
  }

  private Map<Channel, Span> dieCasting() {
    Map<Channel, Span> spans = missing();
    spans.keySet().removeIf(channel -> !channel.gateway().equals("GW-02"));
    return spans;
  }

  @Test
  void a_load_that_was_interrupted_goes_on_where_it_was() throws InterruptedException {
    AtomicInteger count = new AtomicInteger();
    server.answer(request -> count.incrementAndGet() > 40 ? new Answer(503, 1, "") : Answer.STORED);
    Thread first =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    load();
                  } catch (InterruptedException e) {
                    // That is what we want.
                  }
                });
    await().until(() -> count.get() > 40);
    first.interrupt();
    first.join();
    int storedBefore = server.stored().size();
    server.answer(request -> Answer.STORED);
    load();

    Set<DecodedSample> resumed = stored();
    assertThat(storedBefore).isPositive();
    Set<DecodedSample> whole = everything();
    assertThat(resumed.equals(whole)).isTrue();
  }

  private Set<DecodedSample> everything() throws InterruptedException {
    server.close();
    try (TinyHttpServer fresh = new TinyHttpServer()) {
      server = fresh;
      Map<Channel, Span> spans = new HashMap<>();
      plant.channels().forEach(channel -> spans.put(channel, new Span(FROM_MS, ANCHOR_MS)));
      loader().load(new Simulation(plant, scenario), spans);
      return stored();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void a_body_that_the_server_will_never_take_is_counted_and_the_rest_goes_on()
      throws InterruptedException {
    server.answer(
        request ->
            request.path().contains("/furnace-1/process")
                ? new Answer(422, 0, "no such thing")
                : Answer.STORED);
    load();

    assertThat(progress.getLast().done()).isTrue();
    assertThat(progress.getLast().refusedBodies()).isPositive();
    assertThat(server.stored()).anyMatch(request -> request.path().contains("/furnace-2/process"));
  }

  @Test
  void while_the_plug_is_out_nothing_is_sent() throws InterruptedException {
    linkUp.set(false);
    Thread loading =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    loader().load(new Simulation(plant, scenario), dieCasting());
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    await().during(Duration.ofMillis(400)).until(() -> server.stored().isEmpty());
    linkUp.set(true);
    loading.join();

    assertThat(progress.getLast().done()).isTrue();
  }

  @Test
  void nothing_missing_is_nothing_to_do() throws InterruptedException {
    loader().load(new Simulation(plant, scenario), Map.of());

    assertThat(progress.getLast()).isEqualTo(new PastProgress(1, 0, 0, 0, true));
    assertThat(server.stored()).isEmpty();
  }
}
