package io.millrace.demo.live;

import io.millrace.demo.gateway.Outbox;
import io.millrace.demo.payload.MessageEncoder;
import io.millrace.demo.plant.Channel;
import io.millrace.demo.plant.Gateway;
import io.millrace.demo.plant.Plant;
import io.millrace.demo.simulation.Simulation;
import io.millrace.demo.story.GatewayCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures: for each gateway, all that its machines show from one instant to the next, as messages
 * in its outbox. Not thread-safe.
 */
public final class LiveFeed {
  /** Messages of different channels are in the order of their times up to this step. */
  private static final long STEP_MS = 1000;

  private final Simulation simulation;
  private final List<Source> sources = new ArrayList<>();

  /** A gateway and up to when it has measured. */
  private static final class Source {
    final List<MessageEncoder> encoders = new ArrayList<>();
    final Outbox outbox;
    long measuredToMs;

    Source(Outbox outbox, long measuredToMs) {
      this.outbox = outbox;
      this.measuredToMs = measuredToMs;
    }
  }

  /**
   * A feed that begins at an instant; a gateway that is silent then begins where its silence began,
   * as it has buffered since.
   *
   * @param simulation nobody else's, on a day not after that of the beginning
   * @param outboxes by gateway
   * @param fromMs in milliseconds since the epoch
   */
  public LiveFeed(Plant plant, Simulation simulation, Map<String, Outbox> outboxes, long fromMs) {
    this.simulation = simulation;
    long firstMs = fromMs;
    for (Gateway gateway : plant.gateways()) {
      Outbox outbox = outboxes.get(gateway.key());
      if (outbox == null) {
        throw new IllegalArgumentException("There is no outbox for " + gateway.key() + ".");
      }
      GatewayCondition condition = simulation.story().conditionOf(gateway.key());
      Source source = new Source(outbox, condition.bufferedSinceMs(fromMs));
      for (Channel channel : plant.channels()) {
        if (channel.gateway().equals(gateway.key())) {
          source.encoders.add(new MessageEncoder(simulation, channel, condition));
        }
      }
      sources.add(source);
      firstMs = Math.min(firstMs, source.measuredToMs);
    }
    simulation.goTo(firstMs);
  }

  /** Measures all that is not measured yet before an instant. */
  public void advanceTo(long nowMs) {
    while (true) {
      long untilMs = Math.min(nowMs, simulation.toMs());
      for (Source source : sources) {
        advance(source, untilMs);
      }
      if (untilMs >= nowMs) {
        return;
      }
      simulation.nextDay();
    }
  }

  private static void advance(Source source, long untilMs) {
    while (source.measuredToMs < untilMs) {
      long toMs = Math.min(untilMs, source.measuredToMs + STEP_MS);
      for (MessageEncoder encoder : source.encoders) {
        encoder.encode(source.measuredToMs, toMs, source.outbox::offer);
      }
      source.measuredToMs = toMs;
    }
  }

  /** Measures nothing before an instant: the machine has slept, and the past is sent in bulk. */
  public void skipTo(long nowMs) {
    simulation.goTo(nowMs);
    for (Source source : sources) {
      source.measuredToMs = Math.max(source.measuredToMs, nowMs);
    }
  }

  /** Up to when everything is measured. */
  public long measuredToMs() {
    return sources.stream().mapToLong(source -> source.measuredToMs).min().orElse(0);
  }
}
