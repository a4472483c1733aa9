package io.millrace.demo.simulation;

import static io.millrace.demo.simulation.Observed.ANCHOR_MS;
import static io.millrace.demo.simulation.Observed.PLANT;
import static io.millrace.demo.simulation.Observed.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.demo.physics.Dice;
import io.millrace.demo.plant.Channel;
import io.millrace.demo.plant.Point;
import io.millrace.demo.story.Scenario;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The same scenario shows the same, whoever looks, in whatever order. */
class DeterminismTest {
  private static final long STEP_MS = 37 * SECOND;
  private static final long HASH_OF_A_DAY = 372_869_096_470_220_108L;

  @Test
  void the_same_seed_shows_the_same_day() {
    assertThat(hashOfDay(new Scenario(11, ANCHOR_MS, 2)))
        .isEqualTo(hashOfDay(new Scenario(11, ANCHOR_MS, 2)));
  }

  @Test
  void a_day_is_the_same_on_every_machine() {
    // Whoever changes the plant changes this number, and with it everybody's past: on purpose only.
    assertThat(hashOfDay(new Scenario(1, ANCHOR_MS, 2))).isEqualTo(HASH_OF_A_DAY);
  }

  @Test
  void another_seed_shows_another_day() {
    assertThat(hashOfDay(new Scenario(11, ANCHOR_MS, 2)))
        .isNotEqualTo(hashOfDay(new Scenario(12, ANCHOR_MS, 2)));
  }

  private static long hashOfDay(Scenario scenario) {
    Observed plant = new Observed(scenario);
    plant.simulation.nextDay();
    long hash = 0;
    for (Channel channel : PLANT.channels()) {
      for (Point point : channel.points()) {
        Reading reading = plant.simulation.reading(channel.asset(), point.key());
        for (long t = plant.simulation.fromMs(); t < plant.simulation.toMs(); t += STEP_MS) {
          hash = Dice.bits(hash, bits(reading, t));
        }
      }
    }
    return hash;
  }

  private static long bits(Reading reading, long timeMs) {
    return switch (reading) {
      case Reading.Numeric numeric -> Double.doubleToLongBits(numeric.signal().at(timeMs));
      case Reading.Textual textual -> textual.text().apply(timeMs).hashCode();
      case Reading.Faulty faulty ->
          Double.doubleToLongBits(faulty.signal().at(timeMs))
              ^ faulty.complaint().apply(timeMs).hashCode();
      case Reading.Burst burst ->
          timeMs % (1800 * SECOND) < STEP_MS ? Arrays.hashCode(burst.samples().apply(timeMs)) : 0;
    };
  }

  @Test
  void the_order_of_looking_does_not_matter() {
    Observed ordered = new Observed(5, 2);
    Observed shuffled = new Observed(5, 2);
    List<Long> times = new ArrayList<>();
    for (long t = ordered.simulation.fromMs(); t < ordered.simulation.toMs(); t += STEP_MS) {
      times.add(t);
    }
    List<Long> mixed = new ArrayList<>(times);
    Collections.shuffle(mixed, new Random(1));
    for (Channel channel : PLANT.channels()) {
      Point point = channel.points().getFirst();
      Reading one = ordered.simulation.reading(channel.asset(), point.key());
      Reading other = shuffled.simulation.reading(channel.asset(), point.key());
      long sum = 0;
      long mixedSum = 0;
      for (long t : times) {
        sum += Dice.bits(t, bits(one, t));
      }
      for (long t : mixed) {
        mixedSum += Dice.bits(t, bits(other, t));
      }
      assertThat(mixedSum).as(channel.topic()).isEqualTo(sum);
    }
  }

  @Test
  void a_simulation_that_is_ahead_shows_the_same_day_as_one_that_steps() {
    Observed stepping = new Observed(6, 5);
    Observed jumping = new Observed(6, 5);
    while (stepping.nextDayBefore(ANCHOR_MS)) {
      // One day after the other, looking at each.
      stepping.signal("die-cast-3", "die_temp").at(stepping.simulation.fromMs() + STEP_MS);
    }
    jumping.simulation.goTo(ANCHOR_MS - 24 * 3600 * SECOND);
    jumping.simulation.goTo(stepping.simulation.fromMs());
    long t = stepping.simulation.fromMs() + 1000 * STEP_MS;
    for (Channel channel : PLANT.channels()) {
      for (Point point : channel.points()) {
        assertThat(bits(jumping.simulation.reading(channel.asset(), point.key()), t))
            .as("%s/%s", channel.asset(), point.key())
            .isEqualTo(bits(stepping.simulation.reading(channel.asset(), point.key()), t));
      }
    }
  }
}
