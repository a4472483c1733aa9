package io.millrace.bench.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.demo.payload.Address;
import io.millrace.demo.payload.Message;
import io.millrace.demo.payload.PayloadBuffer;
import io.millrace.demo.payload.SeriesEncoder;
import io.millrace.demo.plant.Channel;
import io.millrace.demo.plant.Coded;
import io.millrace.demo.plant.Foundry;
import io.millrace.demo.plant.Plant;
import io.millrace.demo.plant.Point;
import io.millrace.demo.plant.PointKind;
import io.millrace.demo.simulation.Simulation;
import io.millrace.demo.story.Scenario;
import io.millrace.model.context.ContextChange;
import io.millrace.model.context.ContextChange.EnumerationDefined;
import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.context.ContextChange.PointDefined;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.point.Interpolation;
import io.millrace.model.point.PointTraits;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.ValueKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The past of the demo plant, as it sends it on its first start, and what its points are. */
final class DemoPast {
  private static final int BUFFER_BYTES = 1 << 18;

  private final Plant plant = Foundry.plant();
  private final Scenario scenario;
  private long samples;

  /** The past of some days before an instant. */
  DemoPast(long seed, long anchorMs, int days) {
    scenario = new Scenario(seed, anchorMs, days);
  }

  /** Takes what a channel sends. */
  @FunctionalInterface
  interface Sink {
    void take(Channel channel, Message message) throws InterruptedException;
  }

  /** Sends all of it, day by day and channel by channel. */
  void sendTo(Sink sink) throws InterruptedException {
    Simulation simulation = new Simulation(plant, scenario);
    PayloadBuffer buffer = new PayloadBuffer(BUFFER_BYTES);
    List<SeriesEncoder> encoders = new ArrayList<>();
    for (Channel channel : plant.channels()) {
      encoders.add(
          new SeriesEncoder(
              simulation, channel, simulation.story().conditionOf(channel.gateway()), buffer));
    }
    simulation.goTo(scenario.historyFromMs());
    while (simulation.fromMs() < scenario.anchorMs()) {
      long fromMs = Math.max(scenario.historyFromMs(), simulation.fromMs());
      long toMs = Math.min(scenario.anchorMs(), simulation.toMs());
      for (SeriesEncoder encoder : encoders) {
        List<Message> messages = new ArrayList<>();
        encoder.encode(fromMs, toMs, messages::add);
        for (Message message : messages) {
          sink.take(encoder.channel(), message);
        }
      }
      simulation.nextDay();
    }
    samples = encoders.stream().mapToLong(SeriesEncoder::samples).sum();
  }

  /** How many samples were sent. */
  long samples() {
    return samples;
  }

  /** What the registry would have told about the plant's points. */
  List<ContextChange> context() {
    List<ContextChange> changes = new ArrayList<>();
    for (Channel channel : plant.channels()) {
      for (Point point : channel.points()) {
        Address address = Address.of(channel, point);
        PointId id =
            new PointId(named(channel.gateway() + '|' + address.channel() + '|' + address.path()));
        changes.add(new PointDefined(id, traits(point)));
        if (point.kind() instanceof PointKind.Word word) {
          changes.add(new EnumerationDefined(id, codes(word)));
        }
        changes.add(
            new PointBound(
                source(channel), address.channel(), address.path(), id, Long.MIN_VALUE, 1, 0));
      }
    }
    return changes;
  }

  /** Whence a channel's messages come. */
  static SourceId source(Channel channel) {
    return new SourceId(named(channel.gateway()));
  }

  private static UUID named(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  private static PointTraits traits(Point point) {
    ValueKind kind =
        switch (point.kind()) {
          case PointKind.Measured measured -> ValueKind.DOUBLE;
          case PointKind.Counter counter ->
              counter.decimals() == 0 ? ValueKind.INT64 : ValueKind.DOUBLE;
          case PointKind.Flag flag -> ValueKind.BOOLEAN;
          case PointKind.Text text -> ValueKind.TEXT;
          case PointKind.Word word -> ValueKind.ENUMERATION;
          case PointKind.Waveform waveform -> ValueKind.RECORD;
        };
    boolean isCounter = point.kind() instanceof PointKind.Counter;
    return new PointTraits(
        kind, "", Interpolation.STEPPED, SameTimePolicy.KEEP_BOTH, isCounter, 0, 0);
  }

  private static Map<String, Long> codes(PointKind.Word word) {
    Map<String, Long> codes = new HashMap<>();
    for (Coded entry : word.entries()) {
      codes.put(entry.word(), (long) entry.code());
    }
    return codes;
  }
}
