package io.millrace.demo.plant;

/** When the points of a channel are sent. */
public sealed interface Emission {
  /**
   * All of them every so many milliseconds, at multiples of the period since the epoch.
   *
   * @param periodMs of live data
   */
  record Periodic(int periodMs) implements Emission {}

  /** All of them when the machine has completed a cycle. */
  record PerCycle() implements Emission {}

  /**
   * All of them when one has changed, and at multiples of a period.
   *
   * @param heartbeatMs the period
   */
  record OnChange(int heartbeatMs) implements Emission {}
}
