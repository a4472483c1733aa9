package io.millrace.history.chunk;

import io.millrace.model.context.ContextChange.JournalSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * From which part of the journal samples came: for each group of 256 consecutive samples the spans
 * of offsets, one per partition, that hold their records. Coarse on purpose: an offset per sample
 * would take as much room as the sample, and whoever asks <em>why</em> can afford to look through
 * the records of one source in a short span.
 *
 * <p>Reusable; serves one thread at a time.
 */
public final class JournalTrace {
  /** Samples per group. */
  static final int GROUP = 256;

  private static final int MAX_GROUPS = ChunkLimits.MAX_SAMPLES / GROUP;

  /** Partitions beyond this many in one group are not remembered. */
  private static final int MAX_SPANS = 8;

  private static final int ONE_PARTITION = 1;
  private static final int SEVERAL_PARTITIONS = 0;
  private static final int MAX_PARTITION = 1 << 16;

  private int groups;
  private final int[] spanCounts = new int[MAX_GROUPS];
  private final int[] partitions = new int[MAX_GROUPS * MAX_SPANS];
  private final long[] firsts = new long[MAX_GROUPS * MAX_SPANS];
  private final long[] lasts = new long[MAX_GROUPS * MAX_SPANS];

  /** Forgets everything. */
  public void clear() {
    groups = 0;
  }

  /**
   * Says that samples came from records between two offsets of a partition, both inclusive.
   *
   * @param fromSample index of the first of these samples; not before earlier ones' group
   * @param count how many samples, at least one
   */
  public void add(int fromSample, int count, int partition, long firstOffset, long lastOffset) {
    int lastGroup = (fromSample + count - 1) / GROUP;
    for (int group = fromSample / GROUP; group <= lastGroup; group++) {
      while (groups <= group) {
        spanCounts[groups++] = 0;
      }
      widen(group, partition, firstOffset, lastOffset);
    }
  }

  /** Says that a sample came from where a sample of another trace came from. */
  public void add(int sample, JournalTrace other, int otherSample) {
    int group = otherSample / GROUP;
    if (group < other.groups) {
      for (int s = group * MAX_SPANS; s < group * MAX_SPANS + other.spanCounts[group]; s++) {
        add(sample, 1, other.partitions[s], other.firsts[s], other.lasts[s]);
      }
    }
  }

  /**
   * Says that samples came from where the samples of another trace came from, in the same order.
   *
   * @param fromSample index of the first of these samples
   * @param count how many samples the other trace is about
   */
  public void addAll(int fromSample, JournalTrace other, int count) {
    for (int group = 0; group < other.groups && group * GROUP < count; group++) {
      int start = group * GROUP;
      int length = Math.min(GROUP, count - start);
      for (int s = group * MAX_SPANS; s < group * MAX_SPANS + other.spanCounts[group]; s++) {
        add(fromSample + start, length, other.partitions[s], other.firsts[s], other.lasts[s]);
      }
    }
  }

  private void widen(int group, int partition, long firstOffset, long lastOffset) {
    int base = group * MAX_SPANS;
    for (int s = base; s < base + spanCounts[group]; s++) {
      if (partitions[s] == partition) {
        firsts[s] = Math.min(firsts[s], firstOffset);
        lasts[s] = Math.max(lasts[s], lastOffset);
        return;
      }
    }
    if (spanCounts[group] < MAX_SPANS) {
      int s = base + spanCounts[group]++;
      partitions[s] = partition;
      firsts[s] = firstOffset;
      lasts[s] = lastOffset;
    }
  }

  /** The spans, half open, that hold the record of a sample; empty if that was not kept. */
  public List<JournalSpan> spansOf(int sample) {
    int group = sample / GROUP;
    if (group >= groups) {
      return List.of();
    }
    List<JournalSpan> spans = new ArrayList<>();
    for (int s = group * MAX_SPANS; s < group * MAX_SPANS + spanCounts[group]; s++) {
      spans.add(new JournalSpan(partitions[s], firsts[s], lasts[s] + 1));
    }
    return spans;
  }

  void encode(BitOutput out) {
    boolean one = isOnePartition();
    out.unsigned(groups);
    if (groups == 0) {
      return;
    }
    out.uint8(one ? ONE_PARTITION : SEVERAL_PARTITIONS);
    if (one) {
      out.unsigned(partitions[0]);
    }
    long before = 0;
    for (int group = 0; group < groups; group++) {
      if (!one) {
        out.unsigned(spanCounts[group]);
      }
      for (int s = group * MAX_SPANS; s < group * MAX_SPANS + spanCounts[group]; s++) {
        if (!one) {
          out.unsigned(partitions[s]);
        }
        out.signed(firsts[s] - before);
        out.unsigned(lasts[s] - firsts[s]);
        before = firsts[s];
      }
    }
  }

  private boolean isOnePartition() {
    for (int group = 0; group < groups; group++) {
      if (spanCounts[group] != 1 || partitions[group * MAX_SPANS] != partitions[0]) {
        return false;
      }
    }
    return true;
  }

  void decode(BitInput in) {
    clear();
    groups = in.count(0, MAX_GROUPS, "the count of trace groups");
    if (groups == 0) {
      return;
    }
    int form = in.uint8();
    if (form != ONE_PARTITION && form != SEVERAL_PARTITIONS) {
      throw Damage.of("a trace has the unknown form " + form);
    }
    boolean one = form == ONE_PARTITION;
    int onlyPartition = one ? partition(in) : 0;
    Arrays.fill(spanCounts, 0, groups, 1);
    long before = 0;
    for (int group = 0; group < groups; group++) {
      if (!one) {
        spanCounts[group] = in.count(0, MAX_SPANS, "the count of trace spans");
      }
      for (int s = group * MAX_SPANS; s < group * MAX_SPANS + spanCounts[group]; s++) {
        partitions[s] = one ? onlyPartition : partition(in);
        firsts[s] = before + in.signed();
        lasts[s] = firsts[s] + in.unsigned();
        before = firsts[s];
        if (firsts[s] < 0 || lasts[s] < firsts[s] || lasts[s] == Long.MAX_VALUE) {
          throw Damage.of("a trace leads nowhere");
        }
      }
    }
  }

  private static int partition(BitInput in) {
    return in.count(0, MAX_PARTITION, "a journal partition");
  }
}
