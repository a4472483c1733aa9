package io.millrace.demo.simulation;

import static io.millrace.demo.simulation.Observed.ANCHOR_MS;
import static io.millrace.demo.simulation.Observed.DAY;
import static io.millrace.demo.simulation.Observed.HOUR;
import static io.millrace.demo.simulation.Observed.MINUTE;
import static io.millrace.demo.simulation.Observed.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.demo.calendar.Crew;
import io.millrace.demo.calendar.Shift;
import io.millrace.demo.calendar.WorkCalendar;
import io.millrace.demo.physics.Signal;
import io.millrace.demo.plant.MachineState;
import io.millrace.demo.simulation.Simulation.OverTemperature;
import io.millrace.demo.story.BearingWear;
import io.millrace.demo.story.Scenario;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The causes in the story have the effects that {@code docs/demo.md} promises. */
class CauseAndEffectTest {
  private static final double LOW_FLOW = 8;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void each_over_temperature_stop_follows_9_to_15_minutes_after_the_flow_fell_below_8(long seed) {
    Observed plant = new Observed(seed, 35);
    Signal flow = plant.signal("die-cast-3", "cooling_flow");
    Signal temperature = plant.signal("die-cast-3", "die_temp");
    int stops = 0;
    do {
      for (OverTemperature stop : plant.simulation.overTemperatureStops()) {
        if (stop.stickMs() < plant.simulation.fromMs()
            || stop.tripMs() >= plant.simulation.toMs()) {
          continue; // told with the day before, or not seen whole
        }
        stops++;
        long low = stop.stickMs();
        while (flow.at(low) >= LOW_FLOW) {
          low += SECOND;
        }
        assertThat((double) (stop.tripMs() - low) / MINUTE).isBetween(9.0, 15.0);
        assertThat(temperature.at(stop.tripMs())).isCloseTo(270, within(4.0));
      }
    } while (plant.nextDayBefore(ANCHOR_MS + DAY));
    assertThat(stops).isGreaterThanOrEqualTo(6);
  }

  @Test
  void without_a_sticking_valve_the_flow_never_falls_and_the_die_never_gets_hot() {
    Observed plant = new Observed(1, 30);
    Signal flow = plant.signal("die-cast-3", "cooling_flow");
    Signal temperature = plant.signal("die-cast-3", "die_temp");
    Signal other = plant.signal("die-cast-2", "die_temp");
    double lowest = Double.MAX_VALUE;
    double hottest = 0;
    double hottestOther = 0;
    do {
      List<OverTemperature> stops = plant.simulation.overTemperatureStops();
      for (long t = plant.simulation.fromMs(); t < plant.simulation.toMs(); t += 10 * SECOND) {
        hottestOther = Math.max(hottestOther, other.at(t));
        if (!isExplained(t, stops)) {
          lowest = Math.min(lowest, flow.at(t));
          hottest = Math.max(hottest, temperature.at(t));
        }
      }
    } while (plant.nextDayBefore(ANCHOR_MS));
    assertThat(lowest).isGreaterThan(LOW_FLOW);
    assertThat(hottest).isLessThan(255);
    assertThat(hottestOther).isLessThan(255);
  }

  /** While the valve sticks, and until the die has cooled down after it. */
  private static boolean isExplained(long timeMs, List<OverTemperature> stops) {
    return stops.stream()
        .anyMatch(stop -> timeMs >= stop.stickMs() && timeMs < stop.restartMs() + MINUTE);
  }

  @Test
  void the_die_gets_hotter_when_the_flow_falls_and_cooler_when_it_is_back() {
    Observed plant = new Observed(1, 30);
    Signal temperature = plant.signal("die-cast-3", "die_temp");
    OverTemperature stop = null;
    while (stop == null) {
      plant.simulation.nextDay();
      stop = plant.simulation.overTemperatureStops().stream().findFirst().orElse(null);
    }
    long from = stop.stickMs() + 2 * MINUTE;
    for (long t = from; t + 3 * MINUTE < stop.tripMs(); t += MINUTE) {
      assertThat(mean(temperature, t + 2 * MINUTE)).isGreaterThan(mean(temperature, t) + 2);
    }
    assertThat(temperature.at(stop.freedMs() + 5 * MINUTE))
        .isLessThan(temperature.at(stop.freedMs()) - 10);
  }

  /** Over a minute, so that the ripple of a cycle is gone. */
  private static double mean(Signal signal, long from) {
    double sum = 0;
    for (long t = from; t < from + MINUTE; t += SECOND) {
      sum += signal.at(t);
    }
    return sum * SECOND / MINUTE;
  }

  @Test
  void thirty_days_hold_four_stops_and_those_of_yesterday_and_today() {
    List<Instant> trips = new ArrayList<>();
    Observed plant = new Observed(1, 30);
    do {
      for (OverTemperature stop : plant.simulation.overTemperatureStops()) {
        if (stop.tripMs() >= plant.simulation.fromMs()) {
          trips.add(Instant.ofEpochMilli(stop.tripMs()));
        }
      }
    } while (plant.nextDayBefore(ANCHOR_MS + HOUR));

    assertThat(trips).hasSize(6);
    assertThat(trips.get(4).toString()).startsWith("2026-11-19");
    assertThat(ANCHOR_MS - trips.get(5).toEpochMilli()).isCloseTo(18 * MINUTE, within(2 * MINUTE));
  }

  @Test
  void whenever_the_demo_is_started_there_is_a_stop_of_yesterday_and_one_of_today() {
    WorkCalendar calendar = new WorkCalendar();
    // Two weekends and a holiday are in it.
    long from = Instant.parse("2026-11-14T00:30:00Z").toEpochMilli();
    for (long anchor = from; anchor < from + 12 * DAY; anchor += 7 * HOUR) {
      Observed plant = new Observed(new Scenario(3, anchor, 1));
      LocalDate today = calendar.dateOf(anchor);
      List<LocalDate> dates = new ArrayList<>();
      boolean underWay = false;
      do {
        for (OverTemperature stop : plant.simulation.overTemperatureStops()) {
          dates.add(calendar.dateOf(stop.tripMs()));
          underWay |= stop.tripMs() <= anchor && anchor < stop.restartMs();
        }
      } while (plant.nextDayBefore(anchor + DAY));
      String when = Instant.ofEpochMilli(anchor).toString();
      assertThat(dates).as(when).contains(today.minusDays(1), today);
      assertThat(underWay).as(when).isEqualTo(isWorkedForTwoHours(calendar, anchor));
    }
  }

  private static boolean isWorkedForTwoHours(WorkCalendar calendar, long timeMs) {
    for (long t = timeMs; t > timeMs - 130 * MINUTE; t -= 10 * MINUTE) {
      LocalDate day = calendar.dayOf(t);
      for (Shift shift : Shift.values()) {
        if (t >= calendar.startMs(day, shift)
            && t < calendar.endMs(day, shift)
            && calendar.crew(day, shift) == Crew.NONE) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void the_worn_bearing_multiplies_vibration_by_2_4_and_heats_up() {
    Observed plant = new Observed(1, 30);
    Signal vibration = plant.signal("compressor-2", "vibration");
    Signal bearing = plant.signal("compressor-2", "bearing_temp");
    Signal state = plant.signal("compressor-2", "state");
    List<Double> vibrations = new ArrayList<>();
    List<Double> temperatures = new ArrayList<>();
    do {
      double sum = 0;
      double warmth = 0;
      int count = 0;
      for (long t = plant.simulation.fromMs(); t < plant.simulation.toMs(); t += MINUTE) {
        if (state.at(t) == MachineState.RUNNING.code()) {
          sum += vibration.at(t);
          warmth += bearing.at(t);
          count++;
        }
      }
      vibrations.add(sum / count);
      temperatures.add(warmth / count);
    } while (plant.nextDayBefore(ANCHOR_MS));

    int onset = vibrations.size() - BearingWear.ONSET_DAYS;
    double good = vibrations.getFirst();
    for (int day = 0; day < onset - 1; day++) {
      assertThat(vibrations.get(day)).isCloseTo(good, within(0.1));
    }
    for (int day = onset + 1; day < vibrations.size(); day++) {
      assertThat(vibrations.get(day)).isGreaterThan(vibrations.get(day - 1));
    }
    assertThat(vibrations.getLast() / good).isCloseTo(BearingWear.GROWTH, within(0.1));
    assertThat(temperatures.getLast()).isGreaterThan(temperatures.getFirst() + 8);
  }

  @Test
  void the_leak_shows_when_nobody_works() {
    Observed plant = new Observed(1, 30);
    Signal flow = plant.signal("air-network", "flow");
    List<Double> nights = new ArrayList<>();
    do {
      LocalDate day = plant.simulation.day();
      if (plant.simulation.calendar().crew(day, Shift.NIGHT) == Crew.NONE) {
        nights.add(flow.at(plant.simulation.toMs() - 2 * HOUR));
      }
    } while (plant.nextDayBefore(ANCHOR_MS));

    assertThat(nights.getFirst()).isCloseTo(0.5, within(0.15));
    assertThat(nights.getLast()).isCloseTo(1.4, within(0.15));
  }

  @Test
  void both_furnaces_are_charged_at_once_an_hour_after_the_shift_began() {
    Observed plant = new Observed(1, 3);
    plant.simulation.nextDay();
    long shift = plant.simulation.fromMs();

    double before = mean(plant.signal("meter-melting", "power"), shift + 2 * MINUTE);
    double peak = mean(plant.signal("meter-melting", "power"), shift + 75 * MINUTE);

    assertThat(peak).isGreaterThan(118).isGreaterThan(before + 25);
  }

  @Test
  void a_worn_tool_loads_the_spindle_and_makes_scrap() {
    Observed plant = new Observed(1, 30);
    Signal wear = plant.signal("cnc-1", "tool_wear");
    Signal good = plant.signal("cnc-1", "parts_good");
    Signal scrap = plant.signal("cnc-1", "parts_scrap");
    long[] partsByWear = new long[3];
    long[] scrapByWear = new long[3];
    do {
      plant.simulation.cycleEnds(
          "cnc-1",
          plant.simulation.fromMs(),
          plant.simulation.toMs(),
          t -> {
            int worn = wear.at(t) > 100 ? 2 : wear.at(t) > 92 ? 1 : 0;
            scrapByWear[worn] += Math.round(scrap.at(t) - scrap.at(t - 1));
            partsByWear[worn] +=
                Math.round(good.at(t) + scrap.at(t) - good.at(t - 1) - scrap.at(t - 1));
          });
    } while (plant.nextDayBefore(ANCHOR_MS));

    double fresh = (double) scrapByWear[0] / partsByWear[0];
    double worn = (double) (scrapByWear[1] + scrapByWear[2]) / (partsByWear[1] + partsByWear[2]);
    assertThat(fresh).isLessThan(0.012);
    assertThat(worn).isGreaterThan(0.02);
  }
}
