package io.millrace.history.chunk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of consecutive samples of one point without reading them. Immutable. It does not
 * depend on the point's traits, so a point that is declared a counter, or stepped, later than its
 * first sample has the right sums from the beginning.
 *
 * <p>A sample is <em>usable</em> if its quality is not bad and its value is not NaN or infinite.
 * Between two samples of which the first is usable its value held (stepped) or went straight to the
 * next one if that is usable too (linear); if the first is not usable, nothing is known in between.
 *
 * @param count samples, at least one
 * @param goodCount those of good quality
 * @param usableCount those that are usable
 * @param markerCount no-communication markers
 * @param longestIntervalNs longest time between two consecutive samples, nanoseconds
 * @param coveredNs time between first and last sample during which a usable value held
 * @param first the first sample
 * @param last the last sample
 * @param numbers what only numeric kinds have; null if no sample is usable
 * @param states what only booleans, enumerations and texts have; null if there are too many
 *     different values, or too long ones
 */
public record ChunkStatistics(
    int count,
    int goodCount,
    int usableCount,
    int markerCount,
    long longestIntervalNs,
    long coveredNs,
    End first,
    End last,
    @Nullable OfNumbers numbers,
    @Nullable List<StateDuration> states) {
  public ChunkStatistics {
    states = states == null ? null : List.copyOf(states);
  }

  /**
   * One end of the samples.
   *
   * @param bits the 64 bits of the value; for text without meaning
   * @param text the text of kinds that are carried as text; null for others, and if it is too long
   */
  public record End(long timeNs, long bits, @Nullable String text, int quality) {}

  /**
   * What usable numbers have.
   *
   * @param minBits the least value; of several the earliest
   * @param maxBits the greatest value; of several the earliest
   * @param firstBits the first usable value
   * @param lastBits the last usable value
   * @param sum of all usable values
   * @param increase by how much the value rose as a counter, resets taken into account
   * @param steppedIntegral value × seconds from first to last sample, if each value held
   * @param linearIntegral value × seconds, if the value went straight from sample to sample
   */
  public record OfNumbers(
      long minBits,
      long minTimeNs,
      long maxBits,
      long maxTimeNs,
      long firstBits,
      long lastBits,
      double sum,
      double increase,
      double steppedIntegral,
      double linearIntegral) {}

  /**
   * For how long a state held.
   *
   * @param bits the 64 bits of the value; 0 for texts
   * @param text the text of kinds that are carried as text; null for others
   * @param durationNs time from a sample with this usable value to the next sample, summed
   */
  public record StateDuration(long bits, @Nullable String text, long durationNs) {}
}
