package io.millrace.demo.simulation;

import io.millrace.demo.physics.Decay;
import io.millrace.demo.physics.Dice;
import io.millrace.demo.physics.Wave;

/**
 * Acceleration of a compressor's housing, sampled at 25.6 kHz: imbalance at the shaft's frequency
 * with two harmonics, noise, and for a worn bearing an impact each time that a ball passes the
 * damage on the outer race (3.585 times a turn), which rings at 3.2 kHz and dies away in a
 * millisecond.
 *
 * @param seed of this sensor
 */
record VibrationBurst(long seed) {
  /** Samples per second. */
  static final int RATE = 25_600;

  /** How many samples there are in a burst. */
  static final int SAMPLES = 8192;

  /** What one count means, in m/s². */
  static final double RESOLUTION = 0.01;

  /** Ball-pass frequency of the outer race, as a multiple of the shaft's. */
  static final double BALL_PASS = 3.585;

  private static final double RINGING_HZ = 3200;
  private static final double RINGING_TAU_S = 0.001;

  /**
   * A burst.
   *
   * @param timeMs when it begins
   * @param shaftHz turns per second; 0 if it stands still
   * @param wear see {@link io.millrace.demo.story.BearingWear}
   */
  short[] samples(long timeMs, double shaftHz, double wear) {
    short[] samples = new short[SAMPLES];
    double start = Dice.unit(seed, timeMs);
    for (int i = 0; i < SAMPLES; i++) {
      double seconds = (double) i / RATE;
      double value = 0.02 * Dice.gauss(Dice.bits(seed, timeMs), i);
      if (shaftHz > 0) {
        double turns = start + seconds * shaftHz;
        value +=
            0.8 * Wave.sine(turns)
                + 0.3 * Wave.sine(2 * turns)
                + 0.12 * Wave.sine(3 * turns)
                + 0.12 * Dice.gauss(Dice.bits(seed, timeMs), i);
        double sinceImpact = fraction(turns * BALL_PASS) / (BALL_PASS * shaftHz);
        value +=
            6
                * (wear - 1)
                * Decay.after(sinceImpact / RINGING_TAU_S)
                * Wave.sine(sinceImpact * RINGING_HZ);
      }
      samples[i] = (short) Math.clamp(Math.round(value / RESOLUTION), -32_768, 32_767);
    }
    return samples;
  }

  private static double fraction(double x) {
    return x - Math.floor(x);
  }
}
