package io.millrace.journal.rocksdb;

import java.util.Arrays;

/** Spans of ranks within a segment, half-open. */
final class RankRanges {
  private long[] spans = new long[16];
  private int size;

  void add(int from, int to) {
    if (size == spans.length) {
      spans = Arrays.copyOf(spans, 2 * size);
    }
    spans[size++] = ((long) from << 32) | to;
  }

  boolean isEmpty() {
    return size == 0;
  }

  int size() {
    return size;
  }

  int from(int i) {
    return (int) (spans[i] >>> 32);
  }

  int to(int i) {
    return (int) spans[i];
  }

  /** Puts the spans into ascending order; they do not overlap, since each is of another stream. */
  void sort() {
    Arrays.sort(spans, 0, size);
  }

  /** The ranks that are in both; both are sorted. */
  RankRanges intersect(RankRanges other) {
    RankRanges both = new RankRanges();
    int a = 0;
    int b = 0;
    while (a < size && b < other.size) {
      int from = Math.max(from(a), other.from(b));
      int to = Math.min(to(a), other.to(b));
      if (from < to) {
        both.add(from, to);
      }
      if (to(a) < other.to(b)) {
        a++;
      } else {
        b++;
      }
    }
    return both;
  }
}
