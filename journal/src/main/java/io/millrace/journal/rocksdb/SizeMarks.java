package io.millrace.journal.rocksdb;

import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * How many payload bytes lie before an offset, and when records were taken in: exact at marks that
 * are set every 256 KiB, interpolated between them. One thread adds, another may thin out, any
 * thread asks.
 */
final class SizeMarks {
  private static final long SPACING_BYTES = 256 * 1024;

  /**
   * What is known at one offset.
   *
   * @param bytes payload bytes before it, from an arbitrary beginning
   * @param receiveNs receive time of the record at it, or a little before
   */
  private record Mark(long bytes, long receiveNs) {}

  private final NavigableMap<Long, Mark> marks = new ConcurrentSkipListMap<>();
  private volatile long endOffset;
  private volatile long endBytes;
  private volatile long newestReceiveNs;
  private long lastMarkBytes = -SPACING_BYTES;

  /** Records follow directly from {@code first} on; a hole before them counts nothing. */
  void add(long first, long next, long payloadBytes, long receiveNs) {
    long before = endBytes;
    if (first != endOffset || before - lastMarkBytes >= SPACING_BYTES) {
      marks.put(endOffset, new Mark(before, receiveNs));
      marks.put(first, new Mark(before, receiveNs));
      lastMarkBytes = before;
    }
    endBytes = before + payloadBytes;
    endOffset = next;
    newestReceiveNs = receiveNs;
  }

  /** Forgets the marks strictly between two offsets: the span is coarse from now on. */
  void thinOut(long from, long to) {
    marks.subMap(from, false, to, false).clear();
  }

  /** Forgets what lies before an offset. */
  void dropBefore(long offset) {
    Long keep = marks.floorKey(offset);
    if (keep != null) {
      marks.headMap(keep, false).clear();
    }
  }

  /** Payload bytes from an offset to the end. */
  long bytesFrom(long offset) {
    long end = endOffset;
    long total = endBytes;
    if (offset >= end) {
      return 0;
    }
    Map.Entry<Long, Mark> before = marks.floorEntry(offset);
    if (before == null) {
      Map.Entry<Long, Mark> first = marks.firstEntry();
      return first == null ? total : total - first.getValue().bytes;
    }
    Map.Entry<Long, Mark> after = marks.higherEntry(offset);
    long span = (after == null ? end : after.getKey()) - before.getKey();
    long bytes = (after == null ? total : after.getValue().bytes) - before.getValue().bytes;
    double share = span == 0 ? 0 : (double) (offset - before.getKey()) / span;
    return Math.max(0, total - before.getValue().bytes - (long) (bytes * share));
  }

  /** When the newest block was taken in. */
  long newestReceiveNs() {
    return newestReceiveNs;
  }

  /** About when the record at the offset was taken in; {@code otherwise} if nothing is known. */
  long receiveNs(long offset, long otherwise) {
    Map.Entry<Long, Mark> before = marks.floorEntry(offset);
    return before == null ? otherwise : before.getValue().receiveNs;
  }
}
