package io.millrace.demo.story;

import io.millrace.demo.story.SilentGateway.Spell;
import java.util.ArrayList;
import java.util.List;

/**
 * What the story does to one gateway: when it measures, whether it can be heard, and what its clock
 * shows.
 */
public sealed interface GatewayCondition {
  /** The parts of [fromMs, toMs) in which the gateway measures. */
  default List<Span> measures(long fromMs, long toMs) {
    return List.of(new Span(fromMs, toMs));
  }

  /** Whether it can send at an instant. */
  default boolean isHeard(long timeMs) {
    return true;
  }

  /**
   * When what it has to send at an instant was measured first: earlier than the instant if it is
   * silent and buffers.
   */
  default long bufferedSinceMs(long timeMs) {
    return timeMs;
  }

  /** Whether its clock is right. */
  default boolean isClockRight() {
    return true;
  }

  /** The time that it puts on what it measures at an instant. */
  default long stamp(long timeMs) {
    return timeMs;
  }

  /** Nothing is wrong with it. */
  record Sound() implements GatewayCondition {}

  /** It is silent now and then. */
  record Silent(SilentGateway gateway) implements GatewayCondition {
    @Override
    public List<Span> measures(long fromMs, long toMs) {
      List<Span> spans = new ArrayList<>();
      long at = fromMs;
      for (Spell spell : gateway.between(fromMs, toMs)) {
        if (!spell.buffered()) {
          add(spans, at, Math.min(toMs, spell.fromMs()));
          at = Math.max(at, spell.toMs());
        }
      }
      add(spans, at, toMs);
      return spans;
    }

    private static void add(List<Span> spans, long fromMs, long toMs) {
      if (fromMs < toMs) {
        spans.add(new Span(fromMs, toMs));
      }
    }

    @Override
    public boolean isHeard(long timeMs) {
      return gateway.between(timeMs, timeMs + 1).isEmpty();
    }

    @Override
    public long bufferedSinceMs(long timeMs) {
      long since = timeMs;
      for (Spell spell : gateway.between(timeMs, timeMs + 1)) {
        since = spell.buffered() ? Math.min(since, spell.fromMs()) : since;
      }
      return since;
    }
  }

  /** Its clock is wrong. */
  record Drifting(DriftingClock clock) implements GatewayCondition {
    @Override
    public boolean isClockRight() {
      return false;
    }

    @Override
    public long stamp(long timeMs) {
      return clock.shows(timeMs);
    }
  }
}
