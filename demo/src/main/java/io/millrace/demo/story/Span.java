package io.millrace.demo.story;

/**
 * A span of time.
 *
 * @param fromMs first millisecond, since the epoch
 * @param toMs first millisecond after it
 */
public record Span(long fromMs, long toMs) {
  /** Whether an instant is inside. */
  public boolean contains(long timeMs) {
    return timeMs >= fromMs && timeMs < toMs;
  }
}
