package io.millrace.demo.simulation;

import io.millrace.demo.physics.Decay;
import io.millrace.demo.physics.Track;
import io.millrace.demo.plant.MachineState;
import io.millrace.demo.plant.StopReason;
import io.millrace.demo.story.ValveEpisode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Heat balance of a die: the metal brings heat at each cycle, cooling water takes it away, and a
 * tempering unit keeps the die warm between runs. First-order lag towards a temperature that
 * depends on what the machine does and on the cooling flow.
 *
 * <p>If the flow falls while the machine runs, the die goes towards a temperature that is 7 K
 * higher for each L/min that is missing; at 270 °C the machine stops itself.
 */
final class DieThermal {
  /** At this die temperature the machine stops, in °C. */
  static final double TRIP = 270;

  /** The usual cooling flow in L/min. */
  static final double FLOW = 14.2;

  private static final double KELVIN_PER_MISSING_FLOW = 7.2;
  private static final double RESTART = 240;
  private static final double MINUTE_MS = 60_000;
  private static final double RUNNING_TAU_MS = 15.5 * MINUTE_MS;
  private static final double CLOSING_TAU_MS = 70_000;
  private static final long STEP_MS = 20_000;
  private static final long CLOSING_STEPS = 18;
  private static final double COOLING_TARGET = 200;
  private static final double COOLING_TAU_MS = 9 * MINUTE_MS;
  private static final long SOAK_MS = 25 * 60_000;

  /** An episode of the valve and what followed from it. */
  record Stop(ValveEpisode cause, long tripMs, long freedMs, long restartMs) {}

  private final double running;
  private Track temperature = new Track(Long.MIN_VALUE / 2, 60);
  private Track flow = new Track(Long.MIN_VALUE / 2, FLOW);

  /**
   * A die.
   *
   * @param running its temperature after hours of running with the usual flow, in °C
   */
  DieThermal(double running) {
    this.running = running;
  }

  /** Temperature in °C, without ripple and noise. */
  double temperature(long timeMs) {
    return temperature.at(timeMs);
  }

  /** Cooling flow in L/min, without noise. */
  double flow(long timeMs) {
    return flow.at(timeMs);
  }

  /**
   * Goes on to the next day.
   *
   * @param activity what the machine does, with the stops already in it
   * @param stops that the valve causes, also those of the day before that last into this one
   */
  void open(Activity activity, List<Stop> stops) {
    temperature = build(activity, stops, activity.toMs());
    flow = flowTrack(activity, stops);
  }

  /**
   * What follows from an episode on a day whose stops so far are known.
   *
   * @param activity what the machine does, running around the episode
   * @param stops known so far
   */
  Stop stopAfter(ValveEpisode episode, Activity activity, List<Stop> stops) {
    long stickMs = episode.stickMs();
    double atStick = build(activity, stops, stickMs).at(stickMs);
    Track heating = new Track(stickMs, atStick);
    long t = stickMs;
    while (heating.at(t) < TRIP) {
      heating.towards(t, runningTarget(episode, t), RUNNING_TAU_MS);
      t += STEP_MS;
    }
    long tripMs = t - STEP_MS;
    while (heating.at(tripMs) < TRIP) {
      tripMs += 1000;
    }
    long freedMs = tripMs + episode.freedAfterTripMs();
    Track soaking = new Track(tripMs, TRIP);
    soak(soaking, tripMs, tripMs);
    if (tripMs + SOAK_MS < freedMs) {
      soak(soaking, tripMs + SOAK_MS, tripMs);
    }
    soaking.towards(freedMs, COOLING_TARGET, COOLING_TAU_MS);
    long restartMs = freedMs + 60_000;
    while (soaking.at(restartMs) > RESTART) {
      restartMs += 1000;
    }
    return new Stop(episode, tripMs, freedMs, restartMs);
  }

  private Track build(Activity activity, List<Stop> stops, long untilMs) {
    Track track = new Track(activity.fromMs(), temperature.at(activity.fromMs()));
    for (long t : breakpoints(activity, stops)) {
      if (t <= untilMs) {
        aim(track, t, activity.at(t), stops);
      }
    }
    return track;
  }

  private List<Long> breakpoints(Activity activity, List<Stop> stops) {
    TreeSet<Long> points = new TreeSet<>();
    for (Segment segment : activity.segments()) {
      points.add(segment.fromMs());
      if (segment.state() == MachineState.OFF) {
        points.add(Math.max(segment.fromMs(), segment.toMs() - Math.round(55 * MINUTE_MS)));
      }
    }
    for (Stop stop : stops) {
      for (int i = 0; i <= CLOSING_STEPS; i++) {
        points.add(stop.cause().stickMs() + i * STEP_MS);
      }
      points.add(stop.tripMs() + SOAK_MS);
      points.add(stop.freedMs());
    }
    return new ArrayList<>(points.tailSet(activity.fromMs(), true).headSet(activity.toMs()));
  }

  private void aim(Track track, long t, Segment segment, List<Stop> stops) {
    Stop stop = stopAround(stops, t);
    if (stop != null && segment.isRunning() && t < stop.tripMs()) {
      track.towards(t, runningTarget(stop.cause(), t), RUNNING_TAU_MS);
    } else if (segment.reason() == StopReason.OVER_TEMPERATURE && stop != null) {
      if (t < stop.freedMs()) {
        soak(track, t, stop.tripMs());
      } else {
        track.towards(t, COOLING_TARGET, COOLING_TAU_MS);
      }
    } else {
      aimWithoutStop(track, t, segment);
    }
  }

  /** The casting that stays in the die heats it for a while longer. */
  private static void soak(Track track, long t, long tripMs) {
    if (t < tripMs + SOAK_MS) {
      track.towards(t, 291, 9 * MINUTE_MS);
    } else {
      track.towards(t, 250, 60 * MINUTE_MS);
    }
  }

  private void aimWithoutStop(Track track, long t, Segment segment) {
    switch (segment.state()) {
      case RUNNING -> track.towards(t, running, RUNNING_TAU_MS);
      case IDLE, BREAK -> track.towards(t, 205, 25 * MINUTE_MS);
      case FAULT -> track.towards(t, 200, 22 * MINUTE_MS);
      case SETUP -> {
        if (segment.reason() == StopReason.CHANGEOVER && t == segment.fromMs()) {
          track.towards(t, 160, 0); // another die, warmed beside the machine
          track.towards(t + 1, 210, 14 * MINUTE_MS);
        } else {
          track.towards(t, 210, 14 * MINUTE_MS);
        }
      }
      case OFF -> {
        if (segment.toMs() - t <= 55 * MINUTE_MS) {
          track.towards(t, 205, 17 * MINUTE_MS); // a timer warms the die for the crew
        } else {
          track.towards(t, 60, 60 * MINUTE_MS);
        }
      }
    }
  }

  private Track flowTrack(Activity activity, List<Stop> stops) {
    Track track = new Track(activity.fromMs(), flow.at(activity.fromMs()));
    for (long t : breakpoints(activity, stops)) {
      Stop stop = stopAround(stops, t);
      if (stop != null && t < stop.freedMs()) {
        track.towards(t, stop.cause().stuckFlow(), CLOSING_TAU_MS);
      } else {
        double target = activity.at(t).state() == MachineState.OFF ? 9.8 : FLOW;
        track.towards(t, target, 45_000);
      }
    }
    return track;
  }

  /** Where the die goes while the valve closes, from one step to the next. */
  private double runningTarget(ValveEpisode episode, long t) {
    long afterMs = Math.min(t - episode.stickMs(), CLOSING_STEPS * STEP_MS) + STEP_MS / 2;
    double missing = (FLOW - episode.stuckFlow()) * (1 - Decay.after(afterMs / CLOSING_TAU_MS));
    return running + KELVIN_PER_MISSING_FLOW * missing;
  }

  private static @Nullable Stop stopAround(List<Stop> stops, long t) {
    for (Stop stop : stops) {
      if (t >= stop.cause().stickMs() && t < stop.restartMs()) {
        return stop;
      }
    }
    return null;
  }
}
