package io.millrace.history.head;

import io.millrace.history.chunk.ChunkLimits;
import io.millrace.history.chunk.JournalTrace;
import io.millrace.history.chunk.Samples;
import io.millrace.model.point.SameTimePolicy;
import java.util.Arrays;

/**
 * Merges late samples into those that are there, by law 12: the same time, value and quality is a
 * duplicate; the same time and another value stays beside, in the order in which they came, or
 * takes the place of the last. Reusable; serves one thread.
 */
final class SampleMerge {
  /** Learns what became of late samples. */
  @FunctionalInterface
  interface FateSink {
    /** What became of the late sample with this index. */
    void fateOf(int late, Fate fate);
  }

  /** For those who do not want to know. */
  static final FateSink IGNORED = (late, fate) -> {};

  // For each merged sample where it came from: the index among those that were there, or the
  // complement of the index among the late.
  private int[] origins = new int[ChunkLimits.MAX_SAMPLES];
  private boolean changed;

  /**
   * Fills {@code out} with both.
   *
   * @param order indexes of late samples by time
   * @param from first index into {@code order}
   * @param to index after the last
   */
  void merge(
      Samples existing,
      LateSamples late,
      int[] order,
      int from,
      int to,
      SameTimePolicy policy,
      Samples out,
      FateSink fates) {
    out.clear();
    changed = false;
    int e = 0;
    int l = from;
    while (l < to) {
      long timeNs = late.timeNs(order[l]);
      int before = existing.firstAtOrAfter(timeNs);
      e = copy(existing, e, before, out);
      int group = out.size();
      e = copy(existing, e, existing.firstAfter(timeNs), out);
      for (; l < to && late.timeNs(order[l]) == timeNs; l++) {
        apply(late, order[l], group, policy, out, fates);
      }
    }
    copy(existing, e, existing.size(), out);
  }

  private int copy(Samples existing, int from, int to, Samples out) {
    if (to > from) {
      int at = out.size();
      out.addAll(existing, from, to);
      reserve(out.size());
      for (int i = from; i < to; i++) {
        origins[at++] = i;
      }
    }
    return Math.max(from, to);
  }

  /** Applies a late sample to those of the same time, which begin at {@code group}. */
  private void apply(
      LateSamples late, int i, int group, SameTimePolicy policy, Samples out, FateSink fates) {
    int same = group;
    while (same < out.size() && !late.sameValue(i, out, same)) {
      same++;
    }
    if (late.isRemoval(i)) {
      if (same < out.size()) {
        remove(out, same);
      }
      return;
    }
    if (same < out.size()) {
      fates.fateOf(i, Fate.DUPLICATE);
    } else if (policy == SameTimePolicy.REPLACE && out.size() > group) {
      remove(out, out.size() - 1);
      append(late, i, out);
      fates.fateOf(i, Fate.REPLACED);
    } else if (out.size() - group >= ChunkLimits.MAX_SAME_TIME) {
      fates.fateOf(i, Fate.REFUSED);
    } else {
      append(late, i, out);
      fates.fateOf(i, Fate.STORED);
    }
  }

  private void append(LateSamples late, int i, Samples out) {
    changed = true;
    late.copyTo(i, out);
    reserve(out.size());
    origins[out.size() - 1] = ~i;
  }

  private void remove(Samples out, int at) {
    changed = true;
    out.remove(at);
    System.arraycopy(origins, at + 1, origins, at, out.size() - at);
  }

  private void reserve(int size) {
    if (size > origins.length) {
      origins = Arrays.copyOf(origins, Math.max(size, 2 * origins.length));
    }
  }

  /** Whether the last merge yielded anything else than what was there before. */
  boolean isChanged() {
    return changed;
  }

  /**
   * Puts together whence merged samples came.
   *
   * @param existing whence those came that were there
   * @param from first merged sample, which gets index 0
   * @param to merged sample after the last
   */
  void trace(JournalTrace existing, LateSamples late, int from, int to, JournalTrace into) {
    into.clear();
    for (int i = from; i < to; i++) {
      int origin = origins[i];
      if (origin >= 0) {
        into.add(i - from, existing, origin);
      } else {
        long offset = late.offset(~origin);
        into.add(i - from, 1, late.partition(~origin), offset, offset);
      }
    }
  }
}
