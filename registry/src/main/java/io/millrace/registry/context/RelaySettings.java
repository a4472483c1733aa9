package io.millrace.registry.context;

/**
 * How the relay works.
 *
 * @param batch entries that are handed on at once
 * @param pollMs how often it looks without being woken, for changes that another process made
 * @param firstRetryMs how long it waits after a failure
 * @param longestRetryMs how long it waits at most, after many
 */
public record RelaySettings(int batch, int pollMs, int firstRetryMs, int longestRetryMs) {
  /** Thousands at once, every second, retries from 100 ms to 10 s. */
  public static final RelaySettings DEFAULT = new RelaySettings(2_000, 1_000, 100, 10_000);

  public RelaySettings {
    if (batch < 1 || pollMs < 1 || firstRetryMs < 1 || longestRetryMs < firstRetryMs) {
      throw new IllegalArgumentException(
          "A relay's batch and times are positive, and its longest retry is not the shorter one.");
    }
  }
}
