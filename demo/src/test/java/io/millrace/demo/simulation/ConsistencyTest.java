package io.millrace.demo.simulation;

import static io.millrace.demo.simulation.Observed.ANCHOR_MS;
import static io.millrace.demo.simulation.Observed.DAY;
import static io.millrace.demo.simulation.Observed.HOUR;
import static io.millrace.demo.simulation.Observed.MINUTE;
import static io.millrace.demo.simulation.Observed.PLANT;
import static io.millrace.demo.simulation.Observed.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.demo.physics.Signal;
import io.millrace.demo.plant.Channel;
import io.millrace.demo.plant.MachineState;
import io.millrace.demo.plant.Point;
import io.millrace.demo.plant.PointKind;
import io.millrace.demo.story.MeterReset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What different sensors show fits together. */
class ConsistencyTest {
  private static final List<String> SUB_METERS =
      List.of(
          "meter-melting", "meter-die-casting", "meter-machining", "meter-air", "meter-building");

  @Test
  void the_main_meter_shows_the_sum_of_the_others_and_the_losses() {
    Observed plant = new Observed(1, 3);
    Signal main = plant.signal("meter-main", "power");
    for (long t = plant.simulation.fromMs(); t < plant.simulation.toMs(); t += 97 * SECOND) {
      double sum = 0;
      for (String meter : SUB_METERS) {
        sum += plant.signal(meter, "power").at(t);
      }
      assertThat(main.at(t)).isCloseTo(sum * Meters.LOSSES, within(1e-6));
    }
  }

  @Test
  void sub_meters_show_the_sum_of_their_machines() {
    Observed plant = new Observed(1, 3);
    Signal casting = plant.signal("meter-die-casting", "power");
    for (long t = plant.simulation.fromMs(); t < plant.simulation.toMs(); t += 97 * SECOND) {
      double sum = 0;
      for (int i = 1; i <= 6; i++) {
        sum += plant.signal("die-cast-" + i, "power").at(t);
      }
      assertThat(casting.at(t)).isCloseTo(sum, within(1e-6));
    }
  }

  @Test
  void energy_is_the_integral_of_power() {
    Observed plant = new Observed(1, 3);
    Signal power = plant.signal("meter-main", "power");
    Signal energy = plant.signal("meter-main", "energy");
    for (long t = plant.simulation.fromMs(); t + HOUR < plant.simulation.toMs(); t += HOUR) {
      double kilowattHours = 0;
      for (long s = t; s < t + HOUR; s += 4 * SECOND) {
        kilowattHours += power.at(s) / 900;
      }
      assertThat(energy.at(t + HOUR) - energy.at(t))
          .isCloseTo(kilowattHours, within(0.02 * kilowattHours));
    }
  }

  @Test
  void plant_power_is_about_420_kw_by_day_and_a_tenth_of_it_when_nobody_works() {
    Observed plant = new Observed(1, 7);
    Signal power = plant.signal("meter-main", "power");
    double lowest = Double.MAX_VALUE;
    do {
      boolean weekday = plant.simulation.day().getDayOfWeek().getValue() <= 5;
      double sum = 0;
      int count = 0;
      for (long t = plant.simulation.fromMs(); t < plant.simulation.fromMs() + 16 * HOUR; ) {
        sum += power.at(t);
        count++;
        t += MINUTE;
      }
      if (weekday && !plant.simulation.calendar().isHoliday(plant.simulation.day())) {
        assertThat(sum / count).isBetween(390.0, 470.0);
      }
      lowest = Math.min(lowest, power.at(plant.simulation.toMs() - HOUR));
    } while (plant.nextDayBefore(ANCHOR_MS));
    assertThat(lowest).isLessThan(70);
  }

  @Test
  void counters_only_rise_except_the_one_that_is_reset() {
    Observed plant = new Observed(2, 14);
    long resetMs = plant.simulation.story().meterReset().atMs();
    Map<String, Double> last = new HashMap<>();
    List<String> fallen = new ArrayList<>();
    do {
      for (Channel channel : PLANT.channels()) {
        for (Point point : channel.points()) {
          if (point.kind() instanceof PointKind.Counter) {
            String name = channel.asset() + "/" + point.key();
            Signal counter = plant.signal(channel.asset(), point.key());
            double before = last.getOrDefault(name, Double.NEGATIVE_INFINITY);
            for (long t = plant.simulation.fromMs(); t < plant.simulation.toMs(); t += MINUTE) {
              double now = counter.at(t);
              if (now < before) {
                fallen.add(name);
                assertThat(t).isBetween(resetMs - MINUTE, resetMs + MINUTE);
              }
              before = now;
            }
            last.put(name, before);
          }
        }
      }
    } while (plant.nextDayBefore(ANCHOR_MS));
    assertThat(fallen).containsExactly(MeterReset.METER + "/energy");
  }

  @Test
  void each_shot_yields_two_parts_good_or_scrap() {
    Observed plant = new Observed(1, 3);
    Signal shots = plant.signal("die-cast-2", "shots");
    Signal good = plant.signal("die-cast-2", "parts_good");
    Signal scrap = plant.signal("die-cast-2", "parts_scrap");
    long from = plant.simulation.fromMs();
    double parts = good.at(from) + scrap.at(from);
    double shotsBefore = shots.at(from);
    do {
      for (long t = plant.simulation.fromMs(); t < plant.simulation.toMs(); t += MINUTE) {
        assertThat(good.at(t) + scrap.at(t) - parts).isEqualTo(2 * (shots.at(t) - shotsBefore));
      }
    } while (plant.nextDayBefore(ANCHOR_MS));
  }

  @Test
  void parts_are_made_while_a_machine_runs_and_only_then() {
    Observed plant = new Observed(1, 3);
    Signal state = plant.signal("die-cast-1", "state");
    Signal shots = plant.signal("die-cast-1", "shots");
    Signal power = plant.signal("die-cast-1", "power");
    for (long t = plant.simulation.fromMs(); t + MINUTE < plant.simulation.toMs(); t += MINUTE) {
      boolean runs = state.at(t) == MachineState.RUNNING.code();
      boolean runsOn = runs && state.at(t + 3 * MINUTE) == MachineState.RUNNING.code();
      if (runsOn) {
        assertThat(shots.at(t + 3 * MINUTE)).isGreaterThan(shots.at(t));
      }
      if (!runs && state.at(t + MINUTE) == state.at(t)) {
        assertThat(shots.at(t + MINUTE)).isEqualTo(shots.at(t));
        assertThat(power.at(t)).isLessThan(28);
      }
    }
  }

  @Test
  void reported_cycle_times_are_those_between_the_shots() {
    Observed plant = new Observed(1, 3);
    Signal cycleTime = plant.signal("die-cast-5", "cycle_time");
    List<Long> ends = new ArrayList<>();
    plant.simulation.cycleEnds(
        "die-cast-5", plant.simulation.fromMs(), plant.simulation.toMs(), ends::add);
    int followed = 0;
    for (int i = 1; i < ends.size(); i++) {
      double between = (ends.get(i) - ends.get(i - 1)) / 1000.0;
      if (between < 80) {
        assertThat(cycleTime.at(ends.get(i))).isEqualTo(between);
        followed++;
      }
    }
    assertThat(followed).isGreaterThan(500);
  }

  @Test
  void die_casting_has_the_scrap_rate_and_the_availability_of_a_good_foundry() {
    Observed plant = new Observed(1, 20);
    Signal good = plant.signal("die-cast-4", "parts_good");
    Signal scrap = plant.signal("die-cast-4", "parts_scrap");
    Signal state = plant.signal("die-cast-4", "state");
    double goodBefore = good.at(plant.simulation.fromMs());
    double scrapBefore = scrap.at(plant.simulation.fromMs());
    long running = 0;
    long worked = 0;
    do {
      for (long t = plant.simulation.fromMs(); t < plant.simulation.toMs(); t += MINUTE) {
        running += state.at(t) == MachineState.RUNNING.code() ? 1 : 0;
        worked += state.at(t) == MachineState.OFF.code() ? 0 : 1;
      }
    } while (plant.nextDayBefore(ANCHOR_MS));
    long to = plant.simulation.fromMs();
    double scrapped = scrap.at(to) - scrapBefore;
    double made = good.at(to) - goodBefore + scrapped;

    assertThat(scrapped / made).isBetween(0.015, 0.028);
    assertThat((double) running / worked).isBetween(0.82, 0.93);
  }

  @Test
  void values_stay_within_what_their_instruments_can_show() {
    Observed plant = new Observed(4, 7);
    do {
      for (Channel channel : PLANT.channels()) {
        for (Point point : channel.points()) {
          if (point.kind() instanceof PointKind.Measured) {
            Signal signal = plant.signal(channel.asset(), point.key());
            double low = Double.MAX_VALUE;
            double high = -Double.MAX_VALUE;
            for (long t = plant.simulation.fromMs(); t < plant.simulation.toMs(); ) {
              low = Math.min(low, signal.at(t));
              high = Math.max(high, signal.at(t));
              t += 97 * SECOND;
            }
            String name = channel.asset() + "/" + point.key();
            assertThat(low).as(name).isGreaterThanOrEqualTo(point.instrument().low());
            assertThat(high).as(name).isLessThanOrEqualTo(point.instrument().high());
          }
        }
      }
    } while (plant.nextDayBefore(ANCHOR_MS));
  }

  @Test
  void the_story_goes_on_after_the_anchor() {
    Observed plant = new Observed(1, 1);
    int stops = 0;
    do {
      stops += plant.simulation.overTemperatureStops().size();
    } while (plant.nextDayBefore(ANCHOR_MS + 20 * DAY));
    assertThat(stops).isGreaterThanOrEqualTo(5);
  }
}
