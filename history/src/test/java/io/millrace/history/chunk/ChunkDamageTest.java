package io.millrace.history.chunk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.model.sample.ValueKind;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever bytes are read, the end is samples or the plain statement that they are damaged. */
class ChunkDamageTest {
  private static final int ROUNDS = 3000;

  /** Reads all parts of a row; whatever comes out but damage is thrown. */
  private static void readAll(byte[] row, ValueKind kind) {
    ChunkDecoder decoder = new ChunkDecoder();
    Samples samples = new Samples(kind);
    for (Runnable part :
        new Runnable[] {
          () -> decoder.samples(row, samples),
          () -> decoder.statistics(row, kind),
          () -> decoder.trace(row, kind, new JournalTrace()),
          () -> StatisticsPage.decode(row)
        }) {
      try {
        part.run();
      } catch (HistoryException e) {
        assertThat(e.code()).isEqualTo(HistoryError.HISTORY_CHUNK_DAMAGED);
      }
    }
  }

  private static byte[] withChecksum(byte[] row) {
    byte[] sealed = row.clone();
    CRC32C checksum = new CRC32C();
    checksum.update(sealed, 0, sealed.length - 4);
    ByteBuffer.wrap(sealed).putInt(sealed.length - 4, (int) checksum.getValue());
    return sealed;
  }

  private static void mutate(byte[] row, RandomGenerator random) {
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(random.nextBoolean() ? Math.min(60, row.length) : row.length);
      row[at] = random.nextInt(4) == 0 ? (byte) 0xff : (byte) random.nextInt();
    }
  }

  @ParameterizedTest
  @EnumSource(ValueKind.class)
  void damage_behind_a_checksum_that_matches_is_found_or_harmless(ValueKind kind) {
    for (long seed = 0; seed < ROUNDS; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      byte[] row = Chunks.encode(Chunks.wild(random, kind, 1 + random.nextInt(200)));
      if (random.nextInt(5) == 0) {
        row = Arrays.copyOf(row, 4 + random.nextInt(row.length));
      }
      mutate(row, random);
      try {
        readAll(withChecksum(row), kind);
      } catch (RuntimeException | AssertionError e) {
        fail("seed " + seed + " of " + kind, e);
      }
    }
  }

  @Test
  void random_bytes_are_damaged() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      byte[] row = new byte[random.nextInt(200)];
      random.nextBytes(row);
      if (row.length >= 4 && random.nextBoolean()) {
        row = withChecksum(row);
      }
      try {
        readAll(row, ValueKind.ofCode(1 + random.nextInt(7)));
      } catch (RuntimeException | AssertionError e) {
        fail("seed " + seed, e);
      }
    }
  }

  @Test
  void a_damaged_page_of_statistics_is_found_or_harmless() {
    for (long seed = 0; seed < ROUNDS; seed++) {
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
      ValueKind kind = ValueKind.ofCode(1 + random.nextInt(7));
      byte[] row = StatisticsPageTest.page(random, kind).encode();
      mutate(row, random);
      try {
        readAll(withChecksum(row), kind);
      } catch (RuntimeException | AssertionError e) {
        fail("seed " + seed, e);
      }
    }
  }

  @Test
  void one_flipped_bit_anywhere_is_found() {
    byte[] row = Chunks.encode(Chunks.doubles(1.5, 2.25, 3.75, 1e100, Double.NaN));
    for (int bit = 0; bit < row.length * 8; bit++) {
      byte[] flipped = row.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> Chunks.decode(flipped, ValueKind.DOUBLE))
          .isInstanceOf(HistoryException.class);
    }
  }

  @Test
  void a_chunk_of_another_kind_than_its_point_is_damaged() {
    byte[] row = Chunks.encode(Chunks.doubles(1.5));
    assertThatThrownBy(() -> Chunks.decode(row, ValueKind.INT64))
        .isInstanceOf(HistoryException.class)
        .hasMessageContaining("INT64");
  }
}
