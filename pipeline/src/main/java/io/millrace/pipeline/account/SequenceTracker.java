package io.millrace.pipeline.account;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Follows the sequence numbers of one channel. Numbers that come late fill the gap that they left;
 * a number that begins anew, as after a restart of the device, is no gap.
 */
final class SequenceTracker {
  /** Numbers that are missing between two that came. */
  record Missing(long from, long to, long gap) {}

  /** What a number said. */
  enum Verdict {
    /** It is the first, or follows the last. */
    NEXT,
    /** Numbers before it are missing. */
    AHEAD,
    /** It was missing and fills a gap. */
    FILLS,
    /** It came already. */
    AGAIN,
    /** The sender began to count anew. */
    RESTART
  }

  /** More missing numbers than this are rather a new beginning. */
  private static final long MAX_JUMP = 1L << 20;

  private static final int MAX_OPEN = 64;
  private static final long RESTART_BELOW = 2;

  private final List<Missing> open = new ArrayList<>();
  private boolean begun;
  private long last;
  private long lastReceiveNs;
  private long connectionEpoch;
  private long filledGap;
  boolean changed;

  /** Judges a number; {@link #accept} must follow unless it came again. */
  Verdict judge(long number, long epoch) {
    if (!begun || number == last + 1) {
      return Verdict.NEXT;
    }
    if (number > last) {
      return number - last - 1 > MAX_JUMP ? Verdict.RESTART : Verdict.AHEAD;
    }
    for (Missing missing : open) {
      if (number >= missing.from() && number <= missing.to()) {
        return Verdict.FILLS;
      }
    }
    boolean fromStart = number < RESTART_BELOW && last >= RESTART_BELOW;
    return fromStart || (epoch != connectionEpoch && number != last)
        ? Verdict.RESTART
        : Verdict.AGAIN;
  }

  /** Takes over the number. */
  void accept(Verdict verdict, long number, long receiveNs, long epoch, long newGap) {
    changed = true;
    switch (verdict) {
      case NEXT -> advance(number, receiveNs, epoch);
      case AHEAD -> {
        open.add(new Missing(last + 1, number - 1, newGap));
        if (open.size() > MAX_OPEN) {
          open.removeFirst();
        }
        advance(number, receiveNs, epoch);
      }
      case FILLS -> fill(number);
      case RESTART -> {
        open.clear();
        advance(number, receiveNs, epoch);
      }
      case AGAIN -> {}
    }
  }

  private void advance(long number, long receiveNs, long epoch) {
    begun = true;
    last = number;
    lastReceiveNs = receiveNs;
    connectionEpoch = epoch;
  }

  private void fill(long number) {
    for (int i = 0; i < open.size(); i++) {
      Missing missing = open.get(i);
      if (number < missing.from() || number > missing.to()) {
        continue;
      }
      filledGap = missing.gap();
      open.remove(i);
      if (number < missing.to()) {
        open.add(i, new Missing(number + 1, missing.to(), missing.gap()));
      }
      if (number > missing.from()) {
        open.add(i, new Missing(missing.from(), number - 1, missing.gap()));
      }
      if (open.size() > MAX_OPEN) {
        open.removeFirst();
      }
      return;
    }
  }

  /** How many numbers lie between the last and this one. */
  long missingBefore(long number) {
    return number - last - 1;
  }

  long lastReceiveNs() {
    return lastReceiveNs;
  }

  long connectionEpoch() {
    return connectionEpoch;
  }

  /** The gap that the number filled that was accepted last. */
  long filledGap() {
    return filledGap;
  }

  byte[] encode(byte version) {
    ByteBuffer out = ByteBuffer.allocate(30 + 24 * open.size());
    out.put(version).put((byte) (begun ? 1 : 0));
    out.putLong(last).putLong(lastReceiveNs).putLong(connectionEpoch).putInt(open.size());
    open.forEach(m -> out.putLong(m.from()).putLong(m.to()).putLong(m.gap()));
    return out.array();
  }

  static SequenceTracker decode(ByteBuffer in) {
    SequenceTracker tracker = new SequenceTracker();
    tracker.begun = in.get() == 1;
    tracker.last = in.getLong();
    tracker.lastReceiveNs = in.getLong();
    tracker.connectionEpoch = in.getLong();
    for (int left = in.getInt(); left > 0; left--) {
      tracker.open.add(new Missing(in.getLong(), in.getLong(), in.getLong()));
    }
    return tracker;
  }
}
