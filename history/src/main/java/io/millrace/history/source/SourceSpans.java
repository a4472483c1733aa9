package io.millrace.history.source;

import java.util.Arrays;

/**
 * Which samples of a batch came from which source: consecutive spans. Filled by one thread together
 * with the batch; reusable.
 */
public final class SourceSpans {
  private static final int INITIAL_CAPACITY = 16;

  private int size;
  private int[] sources = new int[INITIAL_CAPACITY];
  private int[] ends = new int[INITIAL_CAPACITY];

  /**
   * Says that the samples from the end of the last span to before {@code end} came from a source.
   *
   * @param source handle, see {@code History.sourceHandle}
   * @param end index after the last sample; not before the last span's end
   */
  public void add(int source, int end) {
    if (size > 0 && sources[size - 1] == source) {
      ends[size - 1] = end;
      return;
    }
    if (size == ends.length) {
      sources = Arrays.copyOf(sources, 2 * size);
      ends = Arrays.copyOf(ends, 2 * size);
    }
    sources[size] = source;
    ends[size] = end;
    size++;
  }

  /** Forgets all spans. */
  public void clear() {
    size = 0;
  }

  /** How many spans there are. */
  public int size() {
    return size;
  }

  /** The source of a span. */
  public int source(int span) {
    return sources[span];
  }

  /** Index after the last sample of a span. */
  public int end(int span) {
    return ends[span];
  }

  /** Spans for a batch whose samples all came from one source. */
  public static SourceSpans of(int source, int size) {
    SourceSpans spans = new SourceSpans();
    spans.add(source, size);
    return spans;
  }
}
