package io.millrace.web.data;

import io.millrace.history.query.Aggregate;
import io.millrace.model.sample.SampleValue;
import io.millrace.model.time.Times;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a point in one bucket of time. */
public record BucketView(
    @Field("What people read, such as 2026-03-29 Night; absent unless a calendar made the buckets.")
        @Nullable String label,
    @Field("First instant.") Instant from,
    @Field("First instant after it.") Instant to,
    @Field("Samples in it.") long count,
    @Field("Those of good quality.") long good,
    @Field("Share of time for which a usable value held, from 0 to 1.") double covered,
    @Field("Its first sample; absent if it has none, and for records.") @Nullable SampleView first,
    @Field("Its last sample.") @Nullable SampleView last,
    @Field("What numbers have; absent for other kinds, and if no value counts.")
        @Nullable BucketNumbers numbers,
    @Field("For how long which value held, the longest first; booleans, enumerations and texts.")
        @Nullable List<ValueTime> states,
    @Field("Whether statistics stood for samples that are not kept; absent if not.")
        @Nullable Boolean approximate) {
  /** What numbers have; a value counts if its quality is not bad and it is finite. */
  public record BucketNumbers(
      @Nullable SampleValue min,
      @Nullable Instant minTime,
      @Nullable SampleValue max,
      @Nullable Instant maxTime,
      @Field("Sum of the samples over their number.") @Nullable Double mean,
      @Field("Integral over the time covered: right for values that are reported by exception.")
          @Nullable Double timeWeightedMean,
      @Field("Value times seconds.") double integral,
      double sum,
      @Field("By how much it rose as a counter; after a lower value from zero.") double increase) {}

  /** For how long a value held. */
  public record ValueTime(SampleValue value, @Field("Seconds.") double seconds) {}

  static BucketView of(@Nullable String label, Aggregate bucket) {
    double length = (double) bucket.toNs() - bucket.fromNs();
    return new BucketView(
        label,
        ApiTime.of(bucket.fromNs()),
        ApiTime.of(bucket.toNs()),
        bucket.count(),
        bucket.goodCount(),
        Math.min(1, bucket.coveredNs() / length),
        SampleView.orNull(bucket.first()),
        SampleView.orNull(bucket.last()),
        numbers(bucket.numbers()),
        states(bucket),
        bucket.isApproximate() ? true : null);
  }

  private static @Nullable BucketNumbers numbers(Aggregate.@Nullable OfNumbers numbers) {
    if (numbers == null) {
      return null;
    }
    boolean any = numbers.usableCount() > 0;
    return new BucketNumbers(
        numbers.min(),
        any ? ApiTime.of(numbers.minTimeNs()) : null,
        numbers.max(),
        any ? ApiTime.of(numbers.maxTimeNs()) : null,
        finiteOrNull(numbers.mean()),
        finiteOrNull(numbers.timeWeightedMean()),
        finite(numbers.integral()),
        finite(numbers.sum()),
        finite(numbers.increase()));
  }

  private static @Nullable List<ValueTime> states(Aggregate bucket) {
    return bucket.states().isEmpty()
        ? null
        : bucket.states().stream()
            .map(each -> new ValueTime(each.value(), (double) each.durationNs() / Times.SECOND))
            .toList();
  }

  private static @Nullable Double finiteOrNull(double number) {
    return Double.isFinite(number) ? number : null;
  }

  /** A sum that overflowed has no number in JSON; the greatest one stands for it. */
  private static double finite(double number) {
    return Double.isNaN(number) ? 0 : Math.clamp(number, -Double.MAX_VALUE, Double.MAX_VALUE);
  }
}
