package io.millrace.history.query;

import io.millrace.model.sample.Sample;
import io.millrace.model.sample.SampleValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a point in one bucket of time.
 *
 * @param fromNs first nanosecond of the bucket
 * @param toNs first nanosecond after it
 * @param count samples in it
 * @param goodCount those of good quality
 * @param first its first sample, of whatever quality; null if it has none, and for records
 * @param last its last sample
 * @param coveredNs for how long of the bucket a usable value held, from samples in it or before it
 * @param numbers what numeric kinds have; null for others
 * @param states for how long which value held, the longest first; only booleans, enumerations and
 *     texts have these
 * @param isApproximate whether statistics had to stand for samples that are not kept, or cannot be
 *     read, where an edge of the bucket cuts them: they count whole, where their first one lies
 */
public record Aggregate(
    long fromNs,
    long toNs,
    long count,
    long goodCount,
    @Nullable Sample first,
    @Nullable Sample last,
    long coveredNs,
    @Nullable OfNumbers numbers,
    List<StateTime> states,
    boolean isApproximate) {
  public Aggregate {
    states = List.copyOf(states);
  }

  /**
   * What numbers have. A value counts if its quality is not bad and it is neither NaN nor infinite.
   *
   * @param usableCount values that count
   * @param min the least of them; null if none counts
   * @param minTimeNs its time
   * @param max the greatest of them
   * @param maxTimeNs its time
   * @param sum of them
   * @param mean sum / count of them; NaN if none counts
   * @param integral value × seconds over {@code coveredNs}
   * @param timeWeightedMean integral / covered time; NaN if nothing is covered. Right for data that
   *     is reported by exception
   * @param increase by how much the value rose as a counter, up to each sample in the bucket from
   *     the one before; after a lower value from zero
   */
  public record OfNumbers(
      long usableCount,
      @Nullable SampleValue min,
      long minTimeNs,
      @Nullable SampleValue max,
      long maxTimeNs,
      double sum,
      double mean,
      double integral,
      double timeWeightedMean,
      double increase) {}

  /** For how long a value held in the bucket. */
  public record StateTime(SampleValue value, long durationNs) {}

  /** The share of samples of good quality, from 0 to 1; NaN if there are none. */
  public double goodShare() {
    return count == 0 ? Double.NaN : (double) goodCount / count;
  }
}
