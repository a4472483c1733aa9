package io.millrace.journal.simulation;

import io.millrace.journal.simulation.Simulation.Weather;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every acknowledged record is in each reader's committed state exactly once and in order per
 * source, and no reader ever saw a record that is gone, wherever the process crashes. More seeds
 * with {@code -Dmillrace.soak=<factor>}.
 */
class ReaderSimulationTest {
  private static final int SEEDS = 15 * Integer.getInteger("millrace.soak", 1);
  private static final int STEPS = 1_500;

  private static final Logger READERS = Logger.getLogger("io.millrace.journal.reader");

  @BeforeAll
  static void expectFailures() {
    READERS.setLevel(Level.OFF);
  }

  @AfterAll
  static void expectNoMoreFailures() {
    READERS.setLevel(null);
  }

  private static void run(Weather weather) {
    for (long seed = 1; seed <= SEEDS; seed++) {
      run(seed, weather);
    }
  }

  private static void run(long seed, Weather weather) {
    try {
      new Simulation(seed, weather).run();
    } catch (InterruptedException | RuntimeException | AssertionError e) {
      throw new AssertionError("seed " + seed + ", " + weather, e);
    }
  }

  @Test
  void law6_in_fine_weather_each_record_is_folded_once() {
    run(new Weather(STEPS, false, false, false, false));
  }

  @Test
  void law6_failing_folds_and_stores_double_nothing() {
    run(new Weather(STEPS, true, false, false, false));
  }

  @Test
  void law6_crashes_double_nothing_and_lose_nothing() {
    run(new Weather(STEPS, true, true, false, false));
  }

  @Test
  void law6_power_cuts_take_state_and_cursor_back_together() {
    run(new Weather(STEPS, true, true, true, false));
  }

  @Test
  void law2_retention_that_passes_readers_is_told_as_a_loss() {
    run(new Weather(STEPS, true, true, true, true));
  }
}
