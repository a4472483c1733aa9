package io.millrace.history.head;

import io.millrace.history.chunk.JournalTrace;
import io.millrace.history.chunk.Samples;
import io.millrace.model.sample.ValueKind;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The newest samples of a point, not encoded yet, and what decides whether a sample is simply put
 * behind them. The parent of {@link PointHead} and not a part of it, so that a sample of one of ten
 * thousand points touches one object and one array.
 *
 * <p>One thread writes. Readers take copies without a lock: they read the version, copy, and do it
 * again if a change went on meanwhile (a sequence lock; H.-J. Boehm, "Can Seqlocks Get Along With
 * Programming Language Memory Models?", MSPC 2012). Putting a sample behind the others is not a
 * change in this sense, so readers do not starve beside a quick writer.
 */
abstract sealed class ActiveSamples permits PointHead {
  private static final VarHandle VERSION;
  private static final VarHandle COUNT;
  private static final int INITIAL_CAPACITY = 8;
  private static final int NO_PARTITION = -1;
  private static final int MAX_SPINS = 100;
  private static final long PARK_NS = 10_000;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      VERSION = lookup.findVarHandle(ActiveSamples.class, "version", int.class);
      COUNT = lookup.findVarHandle(ActiveSamples.class, "count", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final ValueKind kind;
  // Odd while a change goes on.
  private int version;
  private int count;
  // Times and values side by side, so that a sample touches one line of the processor's cache.
  private long[] data = new long[2 * INITIAL_CAPACITY];
  private int @Nullable [] qualities;
  private @Nullable String[] texts;
  private int textLength;
  private int partition = NO_PARTITION;
  private long firstOffset;
  private long lastOffset;
  // A sample is simply put behind the others while there is room, and its time lies between.
  private int quickRoom;
  private long lastNs = Long.MIN_VALUE;
  private long bucketLastNs = Long.MIN_VALUE;
  private long admittedFromNs = Long.MIN_VALUE;

  ActiveSamples(ValueKind kind) {
    this.kind = kind;
    this.texts = new String[kind.isText() ? INITIAL_CAPACITY : 0];
  }

  /**
   * Puts a good sample behind the others if nothing else has to be considered.
   *
   * @return whether it did
   */
  final boolean append(long timeNs, long bits, int quality, int fromPartition, long offset) {
    int i = count;
    if (i >= quickRoom
        || timeNs <= lastNs
        || timeNs > bucketLastNs
        || timeNs < admittedFromNs
        || quality != 0
        || fromPartition != partition) {
      return false;
    }
    data[2 * i] = timeNs;
    data[2 * i + 1] = bits;
    lastNs = timeNs;
    lastOffset = offset;
    COUNT.setRelease(this, i + 1);
    return true;
  }

  /**
   * As {@link #append}, for any quality and text; in order, with room, and of the same partition as
   * the others.
   */
  final void appendAny(
      long timeNs,
      long bits,
      @Nullable String text,
      int quality,
      int fromPartition,
      long offset,
      int limit) {
    int i = count;
    if (2 * i == data.length || (quality != 0 && qualities == null) || i == 0) {
      beginChange();
      prepare(quality, limit);
      endChange();
    }
    if (i == 0) {
      partition = fromPartition;
      firstOffset = offset;
    }
    put(i, timeNs, bits, text, quality);
    lastNs = timeNs;
    lastOffset = offset;
    COUNT.setRelease(this, i + 1);
  }

  /** Puts a sample before others; only within a change, with room. */
  final void insert(
      int at, long timeNs, long bits, @Nullable String text, int quality, long offset, int limit) {
    prepare(quality, limit);
    int rest = count - at;
    System.arraycopy(data, 2 * at, data, 2 * at + 2, 2 * rest);
    if (qualities != null) {
      System.arraycopy(qualities, at, qualities, at + 1, rest);
    }
    if (kind.isText()) {
      System.arraycopy(texts, at, texts, at + 1, rest);
    }
    put(at, timeNs, bits, text, quality);
    widenTrace(offset);
    count++;
  }

  /** Puts a sample in the place of another; only within a change. */
  final void replace(
      int at, long bits, @Nullable String text, int quality, long offset, int limit) {
    prepare(quality, limit);
    put(at, data[2 * at], bits, text, quality);
    widenTrace(offset);
  }

  /** Makes room for one more, and a column for qualities that are not all good. */
  private void prepare(int quality, int limit) {
    int capacity = data.length / 2;
    if (count == capacity) {
      capacity = Math.min(2 * capacity, Math.max(limit, capacity + 1));
      data = Arrays.copyOf(data, 2 * capacity);
      if (qualities != null) {
        qualities = Arrays.copyOf(qualities, capacity);
      }
      if (kind.isText()) {
        texts = Arrays.copyOf(texts, capacity);
      }
    }
    if (quality != 0 && qualities == null) {
      qualities = new int[capacity];
    }
    quickRoom = kind.isText() || qualities != null ? 0 : Math.min(capacity, limit);
  }

  private void put(int i, long timeNs, long bits, @Nullable String text, int quality) {
    data[2 * i] = timeNs;
    data[2 * i + 1] = bits;
    if (qualities != null) {
      qualities[i] = quality;
    }
    if (kind.isText()) {
      texts[i] = text;
      textLength += text == null ? 0 : text.length();
    }
  }

  private void widenTrace(long offset) {
    firstOffset = Math.min(firstOffset, offset);
    lastOffset = Math.max(lastOffset, offset);
  }

  /** Removes all; only within a change. */
  final void clearActive() {
    count = 0;
    quickRoom = 0;
    qualities = null;
    partition = NO_PARTITION;
    textLength = 0;
    Arrays.fill(texts, null);
  }

  /** Says what decides about the next sample; only within a change. */
  final void setBounds(long newLastNs, long newBucketLastNs, long newAdmittedFromNs) {
    lastNs = newLastNs;
    bucketLastNs = newBucketLastNs;
    admittedFromNs = newAdmittedFromNs;
  }

  /** Removes the samples from a time on, before another; only within a change. */
  final void removeActive(long fromNs, long toNs) {
    int kept = 0;
    for (int i = 0; i < count; i++) {
      if (data[2 * i] < fromNs || data[2 * i] >= toNs) {
        data[2 * kept] = data[2 * i];
        data[2 * kept + 1] = data[2 * i + 1];
        if (qualities != null) {
          qualities[kept] = qualities[i];
        }
        if (kind.isText()) {
          texts[kept] = texts[i];
        }
        kept++;
      }
    }
    count = kept;
  }

  final int activeCount() {
    return count;
  }

  final int activeTextLength() {
    return textLength;
  }

  /** Whether samples of this partition can go with those that are there. */
  final boolean takesPartition(int other) {
    return count == 0 || partition == other;
  }

  /** Time of the latest sample of all; the least time if there is none. */
  final long lastNs() {
    return lastNs;
  }

  final long bucketLastNs() {
    return bucketLastNs;
  }

  final long activeTimeNs(int i) {
    return data[2 * i];
  }

  /** Whether sample {@code i} has this value and quality. */
  final boolean sameValue(int i, long bits, @Nullable String text, int quality) {
    if ((qualities == null ? 0 : qualities[i]) != quality) {
      return false;
    }
    return kind.isText() ? text != null && text.equals(texts[i]) : data[2 * i + 1] == bits;
  }

  /**
   * Adds the samples from an index on at the end of others. For readers, between two looks at the
   * version: what they see of a change may not fit together, but stays within the columns.
   *
   * @param fromEnd how many of the newest are wanted at most
   * @return how many were added
   */
  final int copyActive(int fromEnd, Samples into) {
    int total = (int) COUNT.getAcquire(this);
    long[] pairs = data;
    int[] statusCodes = qualities;
    @Nullable String[] words = texts;
    total = Math.min(total, pairs.length / 2);
    total = statusCodes == null ? total : Math.min(total, statusCodes.length);
    total = kind.isText() ? Math.min(total, words.length) : total;
    int from = Math.max(0, total - fromEnd);
    for (int i = from; i < total; i++) {
      into.add(
          pairs[2 * i],
          pairs[2 * i + 1],
          kind.isText() ? words[i] : null,
          statusCodes == null ? 0 : statusCodes[i]);
    }
    return total - from;
  }

  /** Says whence so many of them came, as samples from an index on. */
  final void trace(int fromSample, int total, JournalTrace into) {
    int from = partition;
    if (total > 0 && from >= 0) {
      into.add(fromSample, total, from, firstOffset, lastOffset);
    }
  }

  /** Begins a change: readers that copy now will copy again. */
  final void beginChange() {
    VERSION.setRelease(this, version + 1);
    VarHandle.storeStoreFence();
  }

  final void endChange() {
    VERSION.setRelease(this, version + 1);
  }

  /** The version to copy under; waits while a change goes on. */
  final int awaitVersion() {
    int seen = (int) VERSION.getAcquire(this);
    for (int spins = 0; (seen & 1) != 0; spins++) {
      if (spins < MAX_SPINS) {
        Thread.onSpinWait();
      } else {
        LockSupport.parkNanos(PARK_NS); // the writer lost its processor in the middle of a change
      }
      seen = (int) VERSION.getAcquire(this);
    }
    return seen;
  }

  /** Whether what was copied since the version was seen is sound. */
  final boolean isUnchanged(int seen) {
    VarHandle.loadLoadFence();
    return (int) VERSION.getOpaque(this) == seen;
  }
}
