package io.millrace.pipeline.account;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * When nobody at all was heard: what tells a gap of ours from one of a source. Bounded; part of the
 * state only as far as it is rebuilt from the journal, so that a cause may read {@code SENDER}
 * after a restart where it would have read {@code NOTHING_RECEIVED}.
 */
final class Silences {
  private static final int MAX = 256;
  private static final double MOSTLY = 0.8;

  private record Silence(long fromNs, long toNs) {}

  private final Deque<Silence> silences = new ArrayDeque<>();
  private final long atLeastNs;
  private long lastNs = Long.MIN_VALUE;

  Silences(long atLeastNs) {
    this.atLeastNs = atLeastNs;
  }

  /** Somebody was heard. */
  void heard(long receiveNs) {
    if (lastNs != Long.MIN_VALUE && receiveNs - lastNs > atLeastNs) {
      silences.add(new Silence(lastNs, receiveNs));
      if (silences.size() > MAX) {
        silences.removeFirst();
      }
    }
    lastNs = receiveNs;
  }

  long lastNs() {
    return lastNs;
  }

  void restore(long restoredLastNs) {
    lastNs = restoredLastNs;
  }

  /** Whether nobody was heard during most of a time. */
  boolean cover(long fromNs, long toNs) {
    long silent = 0;
    for (Silence silence : silences) {
      silent += Math.max(0, Math.min(toNs, silence.toNs()) - Math.max(fromNs, silence.fromNs()));
    }
    return silent >= MOSTLY * (toNs - fromNs);
  }
}
