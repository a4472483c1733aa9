package io.millrace.demo.simulation;

import io.millrace.demo.plant.MachineState;
import io.millrace.demo.plant.StopReason;

/**
 * What happens within a die-casting machine's cycle, by its phase from 0 to 1 (negative: no cycle
 * under way).
 */
final class MachineCurves {
  private static final double CLOSED = 0.10;
  private static final double SHOT = 0.120;
  private static final double FAST = 0.128;
  private static final double FILLED = 0.136;
  private static final double SOLID = 0.65;
  private static final double OPEN = 0.80;
  private static final long PREHEAT_MS = 55 * 60_000;

  private MachineCurves() {}

  /** Electric power in kW. */
  static double dieCastPower(Segment segment, double phase, long timeMs) {
    return switch (segment.state()) {
      case RUNNING -> runningPower(phase);
      case IDLE, BREAK -> 14;
      case SETUP -> segment.reason() == StopReason.WARM_UP ? 24 : 17;
      case FAULT -> 9.8;
      case OFF -> segment.toMs() - timeMs <= PREHEAT_MS ? 13.5 : 1.6;
    };
  }

  private static double runningPower(double phase) {
    if (phase < 0) {
      return 20;
    }
    if (phase < SHOT) {
      return 53;
    }
    if (phase < 0.2) {
      return 64;
    }
    if (phase < SOLID) {
      return 32;
    }
    return phase < OPEN ? 50 : 35;
  }

  static double hydraulicPressure(MachineState state, double phase, double noise) {
    return switch (state) {
      case RUNNING -> (phase < 0 ? 120 : phase < SHOT || phase > SOLID ? 148 : 163) + noise;
      case IDLE, BREAK, SETUP -> 110 + noise;
      case FAULT, OFF -> 0;
    };
  }

  static double shotPressure(double phase, double peak) {
    if (phase < SHOT || phase >= SOLID * 0.55) {
      return 0;
    }
    return phase < FILLED ? 45 : peak * (1 - 0.06 * (phase - FILLED));
  }

  static double plungerSpeed(double phase, double peak) {
    if (phase < CLOSED || phase >= FILLED) {
      return 0;
    }
    if (phase < SHOT) {
      return 0.28;
    }
    return phase < FAST ? 0.9 : peak;
  }

  static boolean isClamped(double phase) {
    return phase >= CLOSED && phase < SOLID;
  }
}
