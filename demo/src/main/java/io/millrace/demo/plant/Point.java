package io.millrace.demo.plant;

import java.util.Arrays;

/**
 * One measured quantity of an asset.
 *
 * @param key names it within its asset and, unless the payload says otherwise, within its messages
 * @param name what people call it
 * @param kind what values it has
 * @param unit UCUM code; empty if there is none
 * @param instrument what the sensor can show
 * @param normal where it usually is
 * @param alarm outside of it somebody should act
 * @param pastPeriodMs every how many milliseconds past data has a sample; 0 for as often as live
 */
public record Point(
    String key,
    String name,
    PointKind kind,
    String unit,
    Range instrument,
    Range normal,
    Range alarm,
    int pastPeriodMs) {
  private static Point of(String key, String name, PointKind kind, String unit) {
    return new Point(key, name, kind, unit, Range.NONE, Range.NONE, Range.NONE, 0);
  }

  /** A measured number. */
  public static Point number(String key, String name, String unit, int decimals) {
    return of(key, name, new PointKind.Measured(decimals), unit);
  }

  /** A number that only rises. */
  public static Point counter(String key, String name, String unit, int decimals) {
    return of(key, name, new PointKind.Counter(decimals), unit);
  }

  /** Yes or no. */
  public static Point flag(String key, String name) {
    return of(key, name, new PointKind.Flag(), "");
  }

  /** Free text. */
  public static Point text(String key, String name) {
    return of(key, name, new PointKind.Text(), "");
  }

  /** One word of a list. */
  public static Point word(String key, String name, String list, Coded... entries) {
    return of(key, name, new PointKind.Word(list, Arrays.asList(entries)), "");
  }

  /** A burst of samples. */
  public static Point waveform(
      String key, String name, String unit, int samplesPerSecond, int samples) {
    return of(key, name, new PointKind.Waveform(samplesPerSecond, samples), unit);
  }

  /** The same with what the sensor can show. */
  public Point instrument(double low, double high) {
    return new Point(key, name, kind, unit, new Range(low, high), normal, alarm, pastPeriodMs);
  }

  /** The same with where it usually is. */
  public Point normal(double low, double high) {
    return new Point(key, name, kind, unit, instrument, new Range(low, high), alarm, pastPeriodMs);
  }

  /** The same with the range outside of which somebody should act. */
  public Point alarm(Range newAlarm) {
    return new Point(key, name, kind, unit, instrument, normal, newAlarm, pastPeriodMs);
  }

  /** The same with another density of past data. */
  public Point pastEvery(int periodMs) {
    return new Point(key, name, kind, unit, instrument, normal, alarm, periodMs);
  }
}
