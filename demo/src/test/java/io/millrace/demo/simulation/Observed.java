package io.millrace.demo.simulation;

import io.millrace.demo.physics.Signal;
import io.millrace.demo.plant.Foundry;
import io.millrace.demo.plant.Plant;
import io.millrace.demo.story.Scenario;
import java.time.Instant;

/** A plant under observation, first started on Friday 20 November 2026 at 11:20 in Saxony. */
final class Observed {
  static final Plant PLANT = Foundry.plant();
  static final long ANCHOR_MS = Instant.parse("2026-11-20T10:20:08Z").toEpochMilli();
  static final long SECOND = 1000;
  static final long MINUTE = 60 * SECOND;
  static final long HOUR = 60 * MINUTE;
  static final long DAY = 24 * HOUR;

  final Simulation simulation;

  Observed(long seed, int historyDays) {
    this(new Scenario(seed, ANCHOR_MS, historyDays));
  }

  Observed(Scenario scenario) {
    simulation = new Simulation(PLANT, scenario);
  }

  Signal signal(String asset, String point) {
    return switch (simulation.reading(asset, point)) {
      case Reading.Numeric numeric -> numeric.signal();
      case Reading.Faulty faulty -> faulty.signal();
      case Reading.Textual textual -> throw new IllegalArgumentException(point);
      case Reading.Burst burst -> throw new IllegalArgumentException(point);
    };
  }

  /** Goes on to the next day, unless that would be after the limit. */
  boolean nextDayBefore(long limitMs) {
    if (simulation.toMs() >= limitMs) {
      return false;
    }
    simulation.nextDay();
    return true;
  }
}
