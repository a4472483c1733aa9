package io.millrace.demo.payload;

import io.millrace.demo.plant.Channel;
import io.millrace.demo.plant.Emission;
import io.millrace.demo.simulation.Simulation;
import java.util.function.LongConsumer;

/** When the points of a channel are sent. */
final class Emissions {
  private Emissions() {}

  /**
   * Calls back at each such instant in [fromMs, toMs), which is within one production day.
   *
   * @param periodMs of a periodic channel; others ignore it
   */
  static void between(
      Simulation simulation,
      Channel channel,
      int periodMs,
      long fromMs,
      long toMs,
      LongConsumer onEmission) {
    switch (channel.emission()) {
      case Emission.Periodic periodic -> multiples(periodMs, fromMs, toMs, onEmission);
      case Emission.PerCycle perCycle ->
          simulation.cycleEnds(channel.asset(), fromMs, toMs, onEmission);
      case Emission.OnChange onChange -> {
        simulation.changes(channel.asset(), fromMs, toMs, onEmission);
        multiples(onChange.heartbeatMs(), fromMs, toMs, onEmission);
      }
    }
  }

  /** The first multiple of a period at or after an instant. */
  static long ceiling(long timeMs, int periodMs) {
    return Math.ceilDiv(timeMs, periodMs) * periodMs;
  }

  private static void multiples(int periodMs, long fromMs, long toMs, LongConsumer onEmission) {
    for (long t = ceiling(fromMs, periodMs); t < toMs; t += periodMs) {
      onEmission.accept(t);
    }
  }
}
