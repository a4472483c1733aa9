package io.millrace.history.query;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.model.point.Interpolation;
import io.millrace.model.time.TimeRange;

/**
 * Asks for aggregates over consecutive buckets of time.
 *
 * @param edges the buckets' edges in nanoseconds since the epoch, ascending; one more than buckets
 * @param interpolation what the value was between two samples
 * @param holdUntilNs until when the latest value of all is taken to last: usually now. Beyond the
 *     latest sample nothing is known after this
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record AggregateRequest(long[] edges, Interpolation interpolation, long holdUntilNs) {
  public AggregateRequest {
    edges = edges.clone();
    if (edges.length < 2) {
      throw new HistoryException(
          HistoryError.HISTORY_QUERY_INVALID, "Aggregates need at least one bucket of time.");
    }
    for (int i = 1; i < edges.length; i++) {
      if (edges[i] <= edges[i - 1]) {
        throw new HistoryException(
            HistoryError.HISTORY_QUERY_INVALID,
            "The edges of buckets must ascend; edge " + i + " does not.");
      }
    }
  }

  /**
   * Buckets of equal length, to the nanosecond.
   *
   * @param buckets how many, at least one
   * @throws HistoryException with {@code HISTORY_QUERY_INVALID} if the range has fewer nanoseconds
   */
  public static AggregateRequest ofCount(
      TimeRange range, int buckets, Interpolation interpolation, long holdUntilNs) {
    return new AggregateRequest(equalEdges(range, buckets), interpolation, holdUntilNs);
  }

  private static long[] equalEdges(TimeRange range, int buckets) {
    long length = range.lengthNs();
    if (buckets < 1 || length < buckets) {
      throw new HistoryException(
          HistoryError.HISTORY_QUERY_INVALID,
          "A range of " + length + " ns cannot be divided into " + buckets + " buckets.");
    }
    long[] edges = new long[buckets + 1];
    long whole = length / buckets;
    long rest = length % buckets;
    for (int i = 0; i <= buckets; i++) {
      edges[i] = range.fromNs() + whole * i + rest * i / buckets;
    }
    return edges;
  }

  int buckets() {
    return edges.length - 1;
  }
}
