package io.millrace.history.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.sample.ValueKind;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChunkRoundTripTest {
  private static void assertRoundTrip(Samples samples) {
    byte[] chunk = Chunks.encode(samples);
    Samples back = Chunks.decode(chunk, samples.kind());
    assertThat(back.size()).isEqualTo(samples.size());
    for (int i = 0; i < samples.size(); i++) {
      assertThat(back.timeNs(i)).as("time %d", i).isEqualTo(samples.timeNs(i));
      assertThat(back.quality(i)).as("quality %d", i).isEqualTo(samples.quality(i));
      assertThat(back.sameValue(i, samples, i)).as("value %d", i).isTrue();
    }
    assertThat(new ChunkDecoder().statistics(chunk, samples.kind()))
        .isEqualTo(StatisticsFold.of(samples, 0, samples.size()));
  }

  @ParameterizedTest
  @EnumSource(ValueKind.class)
  void whatever_goes_in_comes_out(ValueKind kind) {
    for (long seed = 0; seed < 150; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      int count = 1 + random.nextInt(random.nextInt(5) == 0 ? ChunkLimits.MAX_SAMPLES : 300);
      Samples samples = Chunks.wild(random, kind, count);
      try {
        assertRoundTrip(samples);
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  @Test
  void the_bits_of_odd_doubles_are_kept() {
    long quietNanWithPayload = 0x7ff8_0000_dead_beefL;
    long signallingNan = 0xfff0_0000_0000_0001L;
    Samples samples =
        Chunks.everySecond(
            ValueKind.DOUBLE,
            6,
            i ->
                new long[] {
                      quietNanWithPayload,
                      Double.doubleToRawLongBits(1.5),
                      signallingNan,
                      Double.doubleToRawLongBits(-0.0),
                      Double.doubleToRawLongBits(0.0),
                      Double.doubleToRawLongBits(Double.NEGATIVE_INFINITY)
                    }
                    [i]);
    assertRoundTrip(samples);
  }

  @Test
  void a_single_sample_is_a_chunk() {
    assertRoundTrip(Chunks.doubles(42.0));
  }

  @Test
  void the_first_and_last_nanoseconds_of_time_are_kept() {
    Samples first = new Samples(ValueKind.INT64);
    first.add(Long.MIN_VALUE, 1, null, 0);
    first.add(Long.MIN_VALUE + 1, 2, null, 0);
    assertRoundTrip(first);
    Samples last = new Samples(ValueKind.INT64);
    last.add(Long.MAX_VALUE - 1, 1, null, 0);
    last.add(Long.MAX_VALUE, 2, null, 0);
    assertRoundTrip(last);
  }

  @Test
  void a_part_of_some_samples_becomes_a_chunk() {
    Samples samples = Chunks.everySecond(ValueKind.INT64, 100, i -> i * 7L);
    byte[] chunk = new ChunkEncoder().encode(samples, 40, 60, null, new JournalTrace());
    Samples back = Chunks.decode(chunk, ValueKind.INT64);
    assertThat(back.size()).isEqualTo(20);
    assertThat(back.timeNs(0)).isEqualTo(samples.timeNs(40));
    assertThat(back.bits(19)).isEqualTo(59 * 7L);
    assertThat(new ChunkDecoder().statistics(chunk, ValueKind.INT64)).isNull();
    assertThat(ChunkDecoder.hasStatistics(chunk)).isFalse();
  }

  @Test
  void the_same_samples_always_become_the_same_bytes() {
    Samples samples =
        Chunks.wild(RandomGeneratorFactory.of("L64X128MixRandom").create(5), ValueKind.DOUBLE, 500);
    ChunkEncoder used = new ChunkEncoder();
    used.encode(Chunks.doubles(1, 2, 3), 0, 3, null, new JournalTrace());
    byte[] again =
        used.encode(
            samples,
            0,
            samples.size(),
            StatisticsFold.of(samples, 0, samples.size()),
            new JournalTrace());
    assertThat(again).isEqualTo(Chunks.encode(samples));
  }
}
