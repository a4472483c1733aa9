package io.millrace.bench;

import org.jspecify.annotations.Nullable;

/**
 * One figure.
 *
 * @param name as in {@code results.json}, in {@code snake_case} with the unit last; unique
 * @param value finite
 * @param unit for people, such as {@code messages/s}
 * @param goal what it has to reach, if anything was asked
 * @param peer what was measured beside it, in the same run, if anything
 */
public record Measurement(
    String name, double value, String unit, @Nullable Goal goal, @Nullable Peer peer) {
  public Measurement {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "A figure's name is lower-case words joined by underscores, not '" + name + "'.");
    }
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("The figure " + name + " is not a number: " + value + ".");
    }
  }

  /** A figure without goal or peer. */
  public static Measurement of(String name, double value, String unit) {
    return new Measurement(name, value, unit, null, null);
  }

  /** The same figure with a goal. */
  public Measurement withGoal(Goal newGoal) {
    return new Measurement(name, value, unit, newGoal, peer);
  }

  /** The same figure with a peer's figure beside it. */
  public Measurement withPeer(String peerName, double peerValue) {
    return new Measurement(name, value, unit, goal, new Peer(peerName, peerValue));
  }

  /**
   * What was measured beside it.
   *
   * @param name for people, with its version, such as {@code mosquitto 2.0.11}
   * @param value in the same unit
   */
  public record Peer(String name, double value) {}
}
