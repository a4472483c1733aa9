package io.millrace.demo.plant;

/** Why a machine does not run. */
public enum StopReason implements Coded {
  NONE(0),
  NO_SHIFT(1),
  WARM_UP(2),
  HANDOVER(3),
  BREAK(4),
  CHANGEOVER(5),
  TOOL_CHANGE(6),
  WAITING_FOR_METAL(10),
  WAITING_FOR_PARTS(11),
  CLEANING(12),
  HOLDING(13),
  NO_DEMAND(14),
  /** The die reached 270 °C. */
  OVER_TEMPERATURE(20),
  EJECTOR_FAULT(21),
  LADLE_FAULT(22),
  SPINDLE_ALARM(23),
  CHIP_CONVEYOR_FAULT(24),
  PRESS_GUARD_FAULT(25),
  NOZZLE_BLOCKED(26),
  FIXTURE_LEAK(27);

  private final int code;

  StopReason(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }
}
