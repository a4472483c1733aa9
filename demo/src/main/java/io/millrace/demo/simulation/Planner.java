package io.millrace.demo.simulation;

import io.millrace.demo.calendar.Breaks;
import io.millrace.demo.calendar.Shift;
import io.millrace.demo.calendar.WorkCalendar;
import io.millrace.demo.physics.Dice;
import io.millrace.demo.physics.DiceCup;
import io.millrace.demo.plant.Machine;
import io.millrace.demo.plant.MachineState;
import io.millrace.demo.plant.StopReason;
import io.millrace.demo.simulation.Habits.Span;
import java.time.LocalDate;

/**
 * Plans a machine's production days in order: shifts, handovers, breaks, and between them runs with
 * interruptions. Remembers the order it works on and how far its tool is worn.
 */
final class Planner {
  private static final double MINUTE_MS = 60_000;

  /** No run is shorter, so that whole cycles fit without being stretched much. */
  private static final long SHORTEST_RUN_MS = 15 * 60_000;

  private final long seed;
  private final Machine machine;
  private final Habits habits;
  private final WorkCalendar calendar;
  private int order;
  private double toolMinutes;

  Planner(long seed, Machine machine, Habits habits, WorkCalendar calendar) {
    this.seed = seed;
    this.machine = machine;
    this.habits = habits;
    this.calendar = calendar;
    this.toolMinutes = Dice.between(0, 300, seed, -1);
  }

  /** For how many minutes the tool has been cutting. */
  double toolMinutes() {
    return toolMinutes;
  }

  /** Whether the machine is worked in a shift. */
  boolean isStaffed(LocalDate day, Shift shift) {
    return machine.crews().contains(calendar.crew(day, shift));
  }

  /** What the machine does on a production day; to be called for one day after the other. */
  Activity plan(LocalDate day) {
    DiceCup dice = new DiceCup(Dice.bits(seed, day.toEpochDay()));
    Activity activity = new Activity();
    boolean before = isStaffed(day.minusDays(1), Shift.NIGHT);
    for (Shift shift : Shift.values()) {
      long fromMs = calendar.startMs(day, shift);
      long toMs = calendar.endMs(day, shift);
      boolean staffed = isStaffed(day, shift);
      if (staffed) {
        planShift(activity, dice, fromMs, toMs, before);
      } else {
        add(activity, fromMs, toMs, MachineState.OFF, StopReason.NO_SHIFT);
      }
      before = staffed;
    }
    if (machine.manual()) {
      addBreaks(activity, day);
    }
    return activity;
  }

  private void planShift(
      Activity activity, DiceCup dice, long fromMs, long toMs, boolean staffedBefore) {
    long t = fromMs;
    if (staffedBefore) {
      long handoverMs = dice.minutesMs(1, 6);
      t = add(activity, t, t + handoverMs, MachineState.IDLE, StopReason.HANDOVER);
    } else {
      long warmUpMs = minutesMs(dice, habits.warmUpMinutes());
      t = add(activity, t, t + warmUpMs, MachineState.SETUP, StopReason.WARM_UP);
    }
    long limitMs = toMs - dice.minutesMs(0, 6);
    while (t < limitMs) {
      t = run(activity, dice, t, limitMs);
      if (t < limitMs) {
        t = interrupt(activity, dice, t);
      }
    }
    add(activity, limitMs, toMs, MachineState.IDLE, StopReason.HANDOVER);
  }

  private long run(Activity activity, DiceCup dice, long fromMs, long limitMs) {
    long lengthMs = minutesMs(dice, habits.runMinutes());
    double toolLeftMs = (habits.toolLifeMinutes() - toolMinutes) * MINUTE_MS;
    if (toolLeftMs < lengthMs) {
      lengthMs = Math.max(SHORTEST_RUN_MS, Math.round(toolLeftMs));
    }
    long toMs = fromMs + lengthMs;
    long longestStopMs = Math.round(habits.longestStopMinutes() * MINUTE_MS);
    if (toMs + longestStopMs + SHORTEST_RUN_MS > limitMs) {
      toMs = limitMs;
    }
    toolMinutes += (toMs - fromMs) / MINUTE_MS;
    return add(activity, fromMs, toMs, MachineState.RUNNING, StopReason.NONE);
  }

  private long interrupt(Activity activity, DiceCup dice, long fromMs) {
    if (toolMinutes >= habits.toolLifeMinutes()) {
      toolMinutes = 0;
      long toMs = fromMs + dice.minutesMs(4, 7);
      return add(activity, fromMs, toMs, MachineState.SETUP, StopReason.TOOL_CHANGE);
    }
    if (dice.chance(habits.faultChance())) {
      StopReason fault = habits.faults().get(dice.below(habits.faults().size()));
      long toMs = fromMs + minutesMs(dice, habits.faultMinutes());
      return add(activity, fromMs, toMs, MachineState.FAULT, fault);
    }
    if (dice.chance(habits.changeoverChance())) {
      order++;
      long toMs = fromMs + minutesMs(dice, habits.changeoverMinutes());
      return add(activity, fromMs, toMs, MachineState.SETUP, StopReason.CHANGEOVER);
    }
    StopReason reason = habits.idleReasons().get(dice.below(habits.idleReasons().size()));
    long toMs = fromMs + minutesMs(dice, habits.idleMinutes());
    return add(activity, fromMs, toMs, MachineState.IDLE, reason);
  }

  private long add(
      Activity activity, long fromMs, long toMs, MachineState state, StopReason reason) {
    if (toMs > fromMs) {
      activity.append(new Segment(fromMs, toMs, state, reason, order));
    }
    return toMs;
  }

  private void addBreaks(Activity activity, LocalDate day) {
    for (Shift shift : Shift.values()) {
      if (!isStaffed(day, shift)) {
        continue;
      }
      for (Breaks.Break pause : Breaks.of(shift)) {
        LocalDate date = pause.start().isBefore(Shift.EARLY.start()) ? day.plusDays(1) : day;
        long fromMs =
            date.atTime(pause.start()).atZone(WorkCalendar.ZONE).toInstant().toEpochMilli();
        long toMs = fromMs + Math.round(pause.minutes() * MINUTE_MS);
        activity.overlay(new Segment(fromMs, toMs, MachineState.BREAK, StopReason.BREAK, order));
      }
    }
  }

  private static long minutesMs(DiceCup dice, Span minutes) {
    return dice.minutesMs(minutes.low(), minutes.high());
  }
}
