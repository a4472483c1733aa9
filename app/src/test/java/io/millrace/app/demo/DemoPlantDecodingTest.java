package io.millrace.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.demo.payload.Message;
import io.millrace.demo.payload.MessageEncoder;
import io.millrace.demo.payload.PayloadBuffer;
import io.millrace.demo.payload.SeriesEncoder;
import io.millrace.demo.plant.Channel;
import io.millrace.demo.plant.Foundry;
import io.millrace.demo.plant.Payload;
import io.millrace.demo.plant.Plant;
import io.millrace.demo.simulation.Simulation;
import io.millrace.demo.story.GatewayCondition;
import io.millrace.demo.story.Scenario;
import io.millrace.journal.Lane;
import io.millrace.journal.RecordBatch;
import io.millrace.model.id.PointId;
import io.millrace.model.record.FormatAttributes;
import io.millrace.model.time.Times;
import io.millrace.pipeline.decode.DecodedPart;
import io.millrace.pipeline.decode.Rejection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the simulated plant sends, now or as past data, comes to the points of its pack. */
class DemoPlantDecodingTest {
  private static final Path PACK = Path.of("../packs/demo-foundry/plant.json");
  private static final long ANCHOR_MS = Instant.parse("2026-11-20T10:20:08Z").toEpochMilli();
  private static final long MINUTE_MS = 60_000;

  /** What the server's HTTP front notes beside line protocol that says {@code precision=ms}. */
  private static final Map<String, String> LINES =
      Map.of(FormatAttributes.FORMAT, "influx-line", FormatAttributes.option("precision"), "ms");

  private final Plant plant = Foundry.plant();
  private final Simulation simulation = new Simulation(plant, new Scenario(1, ANCHOR_MS, 2));
  private final Set<PointId> seen = new HashSet<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private DecodingBench bench;

  @BeforeEach
  void takeThePackIn(@TempDir Path folder) throws IOException {
    bench = new DecodingBench(PACK, folder);
    // An ordinary working day.
    simulation.goTo(Instant.parse("2026-11-19T09:00:00Z").toEpochMilli());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void live_messages_come_to_their_points() throws InterruptedException {
    long fromMs = Instant.parse("2026-11-19T09:00:00Z").toEpochMilli();
    for (Channel channel : plant.channels()) {
      MessageEncoder encoder = new MessageEncoder(simulation, channel, condition(channel));
      List<Message> messages = new ArrayList<>();
      for (long t = fromMs; t < fromMs + Duration.ofHours(2).toMillis(); t += MINUTE_MS) {
        encoder.encode(t, t + MINUTE_MS, messages::add);
      }
      decode(channel, Lane.LIVE, messages);
    }

    assertThat(pointsWithoutSamples()).isEmpty();
    assertThat(rejections).isEmpty();
  }

  @Test
  void past_bodies_come_to_the_same_points() throws InterruptedException {
    PayloadBuffer buffer = new PayloadBuffer(1 << 18);
    for (Channel channel : plant.channels()) {
      SeriesEncoder encoder = new SeriesEncoder(simulation, channel, condition(channel), buffer);
      List<Message> bodies = new ArrayList<>();
      encoder.encode(simulation.fromMs(), simulation.toMs(), bodies::add);
      decode(channel, Lane.BULK, bodies);
    }

    assertThat(pointsWithoutSamples()).isEmpty();
    assertThat(rejections)
        .as("the probe that sends words, three times a day and when its cable is wet")
        .hasSizeBetween(3, 8)
        .allSatisfy(rejection -> assertThat(rejection.field()).isEqualTo("rinse_conductivity"));
  }

  private GatewayCondition condition(Channel channel) {
    return simulation.story().conditionOf(channel.gateway());
  }

  private Map<PointId, String> pointsWithoutSamples() {
    Map<PointId, String> rest = new TreeMap<>(bench.addresses());
    rest.keySet().removeAll(seen);
    return rest;
  }

  private void decode(Channel channel, Lane lane, List<Message> messages)
      throws InterruptedException {
    boolean lines = lane == Lane.LIVE && channel.payload() == Payload.LINE_PROTOCOL;
    String protocol = lane == Lane.BULK || lines ? "http" : "mqtt/5";
    RecordBatch batch = new RecordBatch(lane);
    for (Message message : messages) {
      batch.add(
          bench.origin(channel.gateway(), protocol),
          new io.millrace.journal.Channel(message.topic(), message.contentType()),
          message.timeMs() * Times.MS,
          0,
          message.payload());
      if (lines) {
        batch.attributesOfLast(LINES);
      }
    }
    for (DecodedPart part : bench.decode(batch)) {
      assertThat(part.discoveries()).as("unknown addresses of %s", channel.topic()).isEmpty();
      rejections.addAll(part.rejections());
      for (int i = 0; i < part.samples().size(); i++) {
        seen.add(bench.point(part.samples().point(i)));
      }
    }
  }
}
