package io.millrace.demo.story;

/**
 * One time that the cooling valve V-31 of Die-cast 3 sticks.
 *
 * @param stickMs when it begins to close
 * @param stuckFlow where the cooling flow ends up, in L/min
 * @param freedAfterTripMs how long after the machine has stopped somebody frees it
 */
public record ValveEpisode(long stickMs, double stuckFlow, long freedAfterTripMs) {
  /**
   * For how long the machine has run, and will run, around the moment at which the valve sticks.
   */
  public static final long RUNNING_AROUND_MS = 45 * 60_000;
}
