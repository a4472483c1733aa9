package io.millrace.history.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.sample.ValueKind;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** What chunks take, statistics and checksum included. Sizes are facts, not timings. */
class ChunkSizeTest {
  private static final int COUNT = ChunkLimits.TARGET_SAMPLES;

  private static double bytesPerSample(IntToDoubleFunction value) {
    Samples samples =
        Chunks.everySecond(
            ValueKind.DOUBLE, COUNT, i -> Double.doubleToRawLongBits(value.applyAsDouble(i)));
    return (double) Chunks.encode(samples).length / COUNT;
  }

  @Test
  void slow_process_values_with_two_decimals_take_less_than_a_byte() {
    Random random = new Random(1);
    assertThat(
            bytesPerSample(
                i ->
                    Math.round(
                            (70 + 10 * Math.sin(i / 3000.0) + random.nextGaussian() * 0.02) * 100)
                        / 100.0))
        .isLessThan(0.7);
  }

  @Test
  void decimals_that_came_through_a_binary32_take_no_more() {
    Random random = new Random(1);
    assertThat(
            bytesPerSample(
                i -> (float) (Math.round((50 + random.nextGaussian() * 0.3) * 10) / 10.0)))
        .isLessThan(0.7);
  }

  @Test
  void a_value_that_does_not_change_takes_next_to_nothing() {
    assertThat(bytesPerSample(i -> 21.5)).isLessThan(0.08);
  }

  @Test
  void readings_of_a_converter_with_an_odd_gain_are_found_in_a_dictionary() {
    Random random = new Random(1);
    assertThat(
            bytesPerSample(
                i ->
                    Math.round(2000 + 20 * Math.sin(i / 500.0) + random.nextGaussian())
                        * 0.0244273))
        .isLessThan(1.0);
  }

  @Test
  void one_nan_among_decimals_does_not_spoil_the_chunk() {
    Random random = new Random(1);
    assertThat(
            bytesPerSample(
                i -> i == 1000 ? Double.NaN : Math.round((70 + random.nextGaussian()) * 10) / 10.0))
        .isLessThan(0.9);
  }

  @Test
  void a_random_walk_of_full_precision_takes_less_than_with_gorilla() {
    Random random = new Random(1);
    double[] level = {100};
    double[] values = new double[COUNT];
    double ours =
        bytesPerSample(
            i -> {
              level[0] += random.nextGaussian();
              values[i] = level[0];
              return level[0];
            });
    assertThat(ours).isLessThan(gorillaBits(values) / 8.0 / COUNT);
  }

  /**
   * What the values alone take in Gorilla's code (T. Pelkonen et al., "Gorilla: A Fast, Scalable,
   * In-Memory Time Series Database", VLDB 2015, 4.1.2), which InfluxDB uses for floats too.
   */
  private static long gorillaBits(double[] values) {
    long bits = Long.SIZE;
    long before = Double.doubleToRawLongBits(values[0]);
    int leading = -1;
    int trailing = 0;
    for (int i = 1; i < values.length; i++) {
      long current = Double.doubleToRawLongBits(values[i]);
      long xor = current ^ before;
      before = current;
      if (xor == 0) {
        bits += 1;
        continue;
      }
      int zerosBefore = Math.min(31, Long.numberOfLeadingZeros(xor));
      int zerosAfter = Long.numberOfTrailingZeros(xor);
      if (leading >= 0 && zerosBefore >= leading && zerosAfter >= trailing) {
        bits += 2 + Long.SIZE - leading - trailing;
      } else {
        bits += 2 + 5 + 6 + Long.SIZE - zerosBefore - zerosAfter;
        leading = zerosBefore;
        trailing = zerosAfter;
      }
    }
    return bits;
  }

  @Test
  void times_at_a_fixed_period_take_nothing_and_jitter_takes_its_own_bits() {
    Random random = new Random(1);
    Samples regular = Chunks.everySecond(ValueKind.INT64, COUNT, i -> 0);
    Samples jittered = new Samples(ValueKind.INT64);
    for (int i = 0; i < COUNT; i++) {
      long jitterNs = random.nextInt(8) * 1_000_000L;
      jittered.add(regular.timeNs(i) + jitterNs, 0, null, 0);
    }
    int regularBytes = Chunks.encode(regular).length;
    assertThat(regularBytes).isLessThan(120);
    // Three bits of jitter make up to four bits of difference.
    assertThat(Chunks.encode(jittered).length - regularBytes).isLessThan(COUNT * 5 / 8);
  }
}
