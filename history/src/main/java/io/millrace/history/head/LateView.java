package io.millrace.history.head;

import io.millrace.history.chunk.Samples;
import io.millrace.model.context.ContextChange.JournalSpan;
import io.millrace.model.point.SameTimePolicy;

/** Late samples that wait to be merged, by time; serves one reader. */
public final class LateView {
  private final LateSamples samples;
  private final int[] order;
  private final SameTimePolicy policy;
  private final SampleMerge merge = new SampleMerge();

  LateView(LateSamples samples, SameTimePolicy policy) {
    this.samples = samples;
    this.order = samples.order();
    this.policy = policy;
  }

  /** How many wait. */
  public int size() {
    return order.length;
  }

  /** Time of the one that is {@code i}th by time. */
  public long timeNs(int i) {
    return samples.timeNs(order[i]);
  }

  /** Index of the first at or after a time; the size if there is none. */
  public int firstAtOrAfter(long timeNs) {
    int low = 0;
    int high = order.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (timeNs(middle) < timeNs) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Adds the one that is {@code i}th by time to others; false if it is a removal. */
  public boolean copyTo(int i, Samples into) {
    boolean removal = samples.isRemoval(order[i]);
    if (!removal) {
      samples.copyTo(order[i], into);
    }
    return !removal;
  }

  /** Where the record is that the one that is {@code i}th by time came from. */
  public JournalSpan spanOf(int i) {
    long offset = samples.offset(order[i]);
    return new JournalSpan(samples.partition(order[i]), offset, offset + 1);
  }

  /** Fills {@code out} with others and those from one to before another, merged. */
  public void merge(Samples existing, int from, int to, Samples out) {
    merge.merge(existing, samples, order, from, to, policy, out, SampleMerge.IGNORED);
  }
}
