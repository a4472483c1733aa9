package io.millrace.history.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.history.query.Aggregate;
import io.millrace.model.point.Interpolation;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.Sample;
import io.millrace.model.sample.SampleValue;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;

/** Aggregates as one would compute them by hand, from all samples for each bucket anew. */
final class NaiveAggregates {
  private final List<Sample> samples;
  private final Interpolation interpolation;
  private final long holdUntilNs;

  NaiveAggregates(List<Sample> samples, Interpolation interpolation, long holdUntilNs) {
    this.samples = samples;
    this.interpolation = interpolation;
    this.holdUntilNs = holdUntilNs;
  }

  void assertMatches(Aggregate actual) {
    long fromNs = actual.fromNs();
    long toNs = actual.toNs();
    List<Sample> inside =
        samples.stream().filter(s -> s.timeNs() >= fromNs && s.timeNs() < toNs).toList();
    boolean isRecord =
        !samples.isEmpty() && samples.getFirst().value() instanceof SampleValue.OfRecord;
    assertThat(actual.count()).isEqualTo(inside.size());
    assertThat(actual.goodCount())
        .isEqualTo(inside.stream().filter(s -> Quality.isGood(s.quality())).count());
    if (!isRecord) {
      assertThat(actual.first()).isEqualTo(inside.isEmpty() ? null : inside.getFirst());
      assertThat(actual.last()).isEqualTo(inside.isEmpty() ? null : inside.getLast());
    }
    assertThat(actual.isApproximate()).isFalse();
    Held held = held(fromNs, toNs);
    assertThat(actual.coveredNs()).as("covered").isEqualTo(held.coveredNs);
    if (actual.numbers() != null) {
      assertNumbers(actual, actual.numbers(), inside, held);
    } else if (!isRecord) {
      Map<SampleValue, Long> states = new HashMap<>();
      actual.states().forEach(each -> states.put(each.value(), each.durationNs()));
      assertThat(states).as("states").isEqualTo(held.states);
    }
  }

  private void assertNumbers(
      Aggregate actual, Aggregate.OfNumbers numbers, List<Sample> inside, Held held) {
    List<Sample> usable = inside.stream().filter(NaiveAggregates::isUsable).toList();
    assertThat(numbers.usableCount()).isEqualTo(usable.size());
    Sample min = null;
    Sample max = null;
    double sum = 0;
    double magnitude = 0;
    for (Sample s : usable) {
      min = min == null || compare(s.value(), min.value()) < 0 ? s : min;
      max = max == null || compare(s.value(), max.value()) > 0 ? s : max;
      sum += number(s.value());
      magnitude += Math.abs(number(s.value()));
    }
    if (min != null && max != null) {
      assertThat(numbers.min()).isEqualTo(min.value());
      assertThat(numbers.minTimeNs()).isEqualTo(min.timeNs());
      assertThat(numbers.max()).isEqualTo(max.value());
      assertThat(numbers.maxTimeNs()).isEqualTo(max.timeNs());
      assertThat(numbers.mean()).isEqualTo(sum / usable.size(), near(magnitude / usable.size()));
    }
    assertThat(numbers.sum()).isEqualTo(sum, near(magnitude));
    assertThat(numbers.integral()).as("integral").isEqualTo(held.integral, near(held.magnitude));
    double increase = increase(actual.fromNs(), actual.toNs());
    assertThat(numbers.increase()).as("increase").isEqualTo(increase, near(increase));
  }

  private static Offset<Double> near(double magnitude) {
    return within(1e-9 * magnitude + 1e-9);
  }

  /** What held between samples within a bucket. */
  private static final class Held {
    long coveredNs;
    double integral;
    double magnitude;
    final Map<SampleValue, Long> states = new HashMap<>();
  }

  private Held held(long fromNs, long toNs) {
    Held held = new Held();
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      boolean isLast = i + 1 == samples.size();
      long nextNs = isLast ? Math.max(holdUntilNs, sample.timeNs()) : samples.get(i + 1).timeNs();
      long startNs = Math.max(fromNs, sample.timeNs());
      long endNs = Math.min(toNs, nextNs);
      if (endNs <= startNs || !isUsable(sample)) {
        continue;
      }
      held.coveredNs += endNs - startNs;
      if (sample.value().kind().isNumeric()) {
        double before = number(sample.value());
        boolean straight =
            interpolation == Interpolation.LINEAR && !isLast && isUsable(samples.get(i + 1));
        double after = straight ? number(samples.get(i + 1).value()) : before;
        double share =
            ((startNs - sample.timeNs()) / 2.0 + (endNs - sample.timeNs()) / 2.0)
                / (nextNs - sample.timeNs());
        double mean = before * (1 - share) + after * share;
        held.integral += mean * ((endNs - startNs) / 1e9);
        held.magnitude += Math.max(Math.abs(before), Math.abs(after)) * ((endNs - startNs) / 1e9);
      } else {
        held.states.merge(sample.value(), endNs - startNs, Long::sum);
      }
    }
    return held;
  }

  private double increase(long fromNs, long toNs) {
    double increase = 0;
    Sample before = null;
    for (Sample sample : samples) {
      if (!isUsable(sample)) {
        continue;
      }
      if (before != null && sample.timeNs() >= fromNs && sample.timeNs() < toNs) {
        boolean reset = compare(sample.value(), before.value()) < 0;
        increase +=
            reset
                ? Math.max(0, number(sample.value()))
                : number(sample.value()) - number(before.value());
      }
      before = sample;
    }
    return increase;
  }

  static boolean isUsable(Sample sample) {
    return !Quality.isBad(sample.quality())
        && !(sample.value() instanceof SampleValue.OfDouble d && !Double.isFinite(d.value()));
  }

  private static int compare(SampleValue a, SampleValue b) {
    return switch (a) {
      case SampleValue.OfInt64 x when b instanceof SampleValue.OfInt64 y ->
          Long.compare(x.value(), y.value());
      case SampleValue.OfUint64 x when b instanceof SampleValue.OfUint64 y ->
          Long.compareUnsigned(x.bits(), y.bits());
      default -> number(a) == number(b) ? 0 : Double.compare(number(a), number(b));
    };
  }

  private static double number(SampleValue value) {
    return switch (value) {
      case SampleValue.OfInt64 n -> n.value();
      case SampleValue.OfUint64 n -> new BigInteger(Long.toUnsignedString(n.bits())).doubleValue();
      case SampleValue.OfDouble n -> n.value();
      default -> 0;
    };
  }
}
