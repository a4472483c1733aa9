package io.millrace.demo.simulation;

import io.millrace.demo.plant.StopReason;
import java.util.List;

/**
 * How a type of machine is interrupted.
 *
 * @param runMinutes how long it runs between interruptions
 * @param idleMinutes how long it then waits
 * @param idleReasons for what it waits
 * @param faultChance that an interruption is a fault
 * @param faultMinutes how long a fault lasts
 * @param faults which there are
 * @param changeoverChance that an interruption is a changeover to another order
 * @param changeoverMinutes how long one lasts
 * @param warmUpMinutes how long it is prepared when the crew comes to a cold machine
 * @param toolLifeMinutes how long a tool cuts until it is changed; infinite if it has none
 */
record Habits(
    Span runMinutes,
    Span idleMinutes,
    List<StopReason> idleReasons,
    double faultChance,
    Span faultMinutes,
    List<StopReason> faults,
    double changeoverChance,
    Span changeoverMinutes,
    Span warmUpMinutes,
    double toolLifeMinutes) {

  /** From a least to a greatest number of minutes. */
  record Span(double low, double high) {}

  /** No interruption lasts longer. */
  double longestStopMinutes() {
    return Math.max(Math.max(idleMinutes.high(), faultMinutes.high()), changeoverMinutes.high());
  }

  private static final double NO_TOOL = Double.POSITIVE_INFINITY;

  static final Habits DIE_CAST =
      new Habits(
          new Span(25, 105),
          new Span(2.5, 10),
          List.of(StopReason.WAITING_FOR_METAL, StopReason.CLEANING, StopReason.CLEANING),
          0.09,
          new Span(7, 18),
          List.of(StopReason.EJECTOR_FAULT, StopReason.LADLE_FAULT),
          0.06,
          new Span(26, 42),
          new Span(12, 20),
          NO_TOOL);

  static final Habits CNC =
      new Habits(
          new Span(35, 120),
          new Span(3, 9),
          List.of(StopReason.WAITING_FOR_PARTS, StopReason.CLEANING),
          0.05,
          new Span(8, 25),
          List.of(StopReason.SPINDLE_ALARM, StopReason.CHIP_CONVEYOR_FAULT),
          0.09,
          new Span(20, 32),
          new Span(6, 12),
          375);

  static final Habits TRIM =
      new Habits(
          new Span(40, 140),
          new Span(2, 6),
          List.of(StopReason.WAITING_FOR_PARTS),
          0.03,
          new Span(5, 14),
          List.of(StopReason.PRESS_GUARD_FAULT),
          0.04,
          new Span(10, 18),
          new Span(4, 8),
          NO_TOOL);

  static final Habits WASH =
      new Habits(
          new Span(70, 200),
          new Span(3, 9),
          List.of(StopReason.WAITING_FOR_PARTS),
          0.03,
          new Span(8, 20),
          List.of(StopReason.NOZZLE_BLOCKED),
          0,
          new Span(1, 2),
          new Span(20, 30),
          NO_TOOL);

  static final Habits LEAK_TEST =
      new Habits(
          new Span(45, 150),
          new Span(2, 6),
          List.of(StopReason.WAITING_FOR_PARTS),
          0.03,
          new Span(5, 12),
          List.of(StopReason.FIXTURE_LEAK),
          0.04,
          new Span(8, 14),
          new Span(4, 8),
          NO_TOOL);
}
