package io.millrace.history.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.chunk.ChunkStatistics.OfNumbers;
import io.millrace.history.chunk.ChunkStatistics.StateDuration;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.ValueKind;
import org.junit.jupiter.api.Test;

class StatisticsFoldTest {
  private static ChunkStatistics of(Samples samples) {
    return StatisticsFold.of(samples, 0, samples.size());
  }

  private static OfNumbers numbersOf(Samples samples) {
    OfNumbers numbers = of(samples).numbers();
    if (numbers == null) {
      throw new AssertionError("there are usable numbers");
    }
    return numbers;
  }

  private static double number(long bits) {
    return Double.longBitsToDouble(bits);
  }

  @Test
  void integrals_hold_each_value_or_go_straight_to_the_next() {
    // One second each: 2 to 4, 4 to 6.
    OfNumbers numbers = numbersOf(Chunks.doubles(2, 4, 6));
    assertThat(numbers.steppedIntegral()).isEqualTo(2 + 4);
    assertThat(numbers.linearIntegral()).isEqualTo(3 + 5);
    assertThat(numbers.sum()).isEqualTo(12);
  }

  @Test
  void nan_and_infinities_never_reach_a_sum() {
    ChunkStatistics statistics =
        of(Chunks.doubles(2, Double.NaN, Double.POSITIVE_INFINITY, 4, Double.NEGATIVE_INFINITY, 6));
    assertThat(statistics.count()).isEqualTo(6);
    assertThat(statistics.usableCount()).isEqualTo(3);
    OfNumbers numbers = statistics.numbers();
    assertThat(numbers).isNotNull();
    if (numbers != null) {
      assertThat(number(numbers.minBits())).isEqualTo(2);
      assertThat(number(numbers.maxBits())).isEqualTo(6);
      assertThat(numbers.sum()).isEqualTo(12);
      // 2 holds for a second and 4 for a second; after what is no number nothing is known.
      assertThat(numbers.linearIntegral()).isEqualTo(2 + 4);
      assertThat(statistics.coveredNs()).isEqualTo(2_000_000_000L);
    }
  }

  @Test
  void without_a_usable_number_there_are_none() {
    assertThat(of(Chunks.doubles(Double.NaN)).numbers()).isNull();
  }

  @Test
  void bad_samples_count_and_are_not_used() {
    Samples samples = new Samples(ValueKind.DOUBLE);
    samples.add(Chunks.DAY_NS, Double.doubleToRawLongBits(5), null, Quality.GOOD);
    samples.add(Chunks.DAY_NS + 1, Double.doubleToRawLongBits(900), null, Quality.BAD);
    samples.add(Chunks.DAY_NS + 2, Double.doubleToRawLongBits(7), null, Quality.UNCERTAIN);
    samples.add(Chunks.DAY_NS + 3, 0, null, Quality.BAD_NO_COMMUNICATION);
    ChunkStatistics statistics = of(samples);
    assertThat(statistics.count()).isEqualTo(4);
    assertThat(statistics.goodCount()).isEqualTo(1);
    assertThat(statistics.usableCount()).isEqualTo(2);
    assertThat(statistics.markerCount()).isEqualTo(1);
    assertThat(number(numbersOf(samples).maxBits())).isEqualTo(7);
  }

  @Test
  void a_counter_that_is_reset_rises_from_zero() {
    assertThat(numbersOf(Chunks.doubles(10, 15, 3, 4)).increase()).isEqualTo(5 + 3 + 1);
  }

  @Test
  void a_counter_of_64_bits_rises_exactly_beyond_what_a_double_can_hold() {
    long high = 1L << 62;
    Samples samples = Chunks.everySecond(ValueKind.UINT64, 3, i -> high + i * 3L);
    assertThat(numbersOf(samples).increase()).isEqualTo(6);
  }

  @Test
  void unsigned_numbers_are_compared_without_sign() {
    Samples samples = Chunks.everySecond(ValueKind.UINT64, 3, i -> new long[] {5, -1, 7}[i]);
    OfNumbers numbers = numbersOf(samples);
    assertThat(numbers.minBits()).isEqualTo(5);
    assertThat(numbers.maxBits()).isEqualTo(-1);
  }

  @Test
  void of_several_least_values_the_earliest_is_named() {
    OfNumbers numbers = numbersOf(Chunks.doubles(3, 1, 2, 1, 3));
    assertThat(numbers.minTimeNs()).isEqualTo(Chunks.DAY_NS + 1_000_000_000L);
    assertThat(numbers.maxTimeNs()).isEqualTo(Chunks.DAY_NS);
  }

  @Test
  void states_have_durations() {
    Samples samples =
        Chunks.everySecond(ValueKind.ENUMERATION, 5, i -> new long[] {1, 1, 2, 1, 3}[i]);
    assertThat(of(samples).states())
        .containsExactly(
            new StateDuration(1, null, 3_000_000_000L),
            new StateDuration(2, null, 1_000_000_000L),
            new StateDuration(3, null, 0));
  }

  @Test
  void too_many_states_or_too_long_ones_are_left_to_the_samples() {
    assertThat(of(Chunks.everySecond(ValueKind.ENUMERATION, 17, i -> i)).states()).isNull();
    Samples texts = new Samples(ValueKind.TEXT);
    texts.add(Chunks.DAY_NS, 0, "x".repeat(65), 0);
    assertThat(of(texts).states()).isNull();
    assertThat(of(texts).first().text()).isNull();
  }
}
