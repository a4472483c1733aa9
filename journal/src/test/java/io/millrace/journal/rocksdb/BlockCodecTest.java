package io.millrace.journal.rocksdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.journal.Block;
import io.millrace.journal.Lane;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.contract.Records;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** Blocks as bytes, see docs/formats/journal.md. */
class BlockCodecTest {
  private static final int CHECKED_FROM = 5;

  private final BlockCodec codec = new BlockCodec();

  private byte[] encode(Block block) {
    ByteSink out = new ByteSink(16);
    codec.encode(block, Math.max(0, block.firstOffset() - 7), out);
    return out.toByteArray();
  }

  private Block decode(Block like, byte[] stored) {
    Block decoded =
        codec
            .open(like.firstOffset(), stored)
            .decode(like.partition(), like.lane(), RecordFilter.ALL);
    assertThat(decoded).isNotNull();
    return Objects.requireNonNull(decoded);
  }

  @Test
  void a_block_comes_back_as_it_was() {
    for (long seed = 1; seed <= 200; seed++) {
      Block block = RandomTraffic.block(new Random(seed), 1 + (int) seed * 3);

      Block decoded = decode(block, encode(block));

      assertThat(Records.records(decoded)).as("seed %d", seed).isEqualTo(Records.records(block));
      assertThat(decoded.origins()).isEqualTo(block.origins());
      assertThat(decoded.channels()).isEqualTo(block.channels());
    }
  }

  @Test
  void the_header_tells_what_recovery_needs_without_decompressing() {
    Block block = RandomTraffic.block(new Random(3), 50);

    BlockCodec.Stored stored = codec.open(block.firstOffset(), encode(block));

    assertThat(stored.records()).isEqualTo(50);
    assertThat(stored.nextOffset()).isEqualTo(block.nextOffset());
    assertThat(stored.durableBefore()).isEqualTo(Math.max(0, block.firstOffset() - 7));
    assertThat(stored.payloadBytes()).isEqualTo(block.payloadBytes());
    assertThat(stored.receiveNs()).isEqualTo(block.receiveTimeNs(0));
  }

  @Test
  void a_block_whose_dictionary_shows_nothing_wanted_is_not_decoded() {
    Block block = RandomTraffic.block(new Random(4), 50);
    byte[] bytes = encode(block);

    RecordFilter stranger = RecordFilter.ofSources(Set.of(Records.source(4_711)));
    RecordFilter elsewhere = RecordFilter.ofChannels(name -> name.equals("nowhere"));

    assertThat(codec.open(block.firstOffset(), bytes).decode(0, Lane.LIVE, stranger)).isNull();
    assertThat(codec.open(block.firstOffset(), bytes).decode(0, Lane.LIVE, elsewhere)).isNull();
  }

  @Test
  void every_changed_byte_is_noticed() {
    Block block = RandomTraffic.block(new Random(5), 20);
    byte[] bytes = encode(block);
    for (int at = 0; at < bytes.length; at++) {
      byte[] changed = bytes.clone();
      changed[at] ^= 0x10;
      assertThatThrownBy(() -> decode(block, changed))
          .as("byte %d", at)
          .isInstanceOf(DamagedException.class);
    }
  }

  @Test
  void a_shortened_block_is_noticed() {
    Block block = RandomTraffic.block(new Random(6), 20);
    byte[] bytes = encode(block);
    for (int length = 0; length < bytes.length; length++) {
      byte[] shortened = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> decode(block, shortened)).isInstanceOf(DamagedException.class);
    }
  }

  /**
   * Bytes that pass the checksum but are nonsense: from a defect, or from somebody who means it.
   */
  @Test
  void nonsense_with_a_right_checksum_does_no_harm() {
    for (long seed = 1; seed <= 20_000; seed++) {
      Random random = new Random(seed);
      Block block = RandomTraffic.block(random, 1 + random.nextInt(40));
      byte[] bytes = encode(block);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        int at = CHECKED_FROM + random.nextInt(bytes.length - CHECKED_FROM);
        bytes[at] = (byte) (random.nextBoolean() ? random.nextInt() : bytes[at] + 1);
      }
      putChecksum(bytes);
      try {
        decode(block, bytes);
      } catch (DamagedException e) {
        // That is what it should say, and nothing else.
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed, e);
      }
    }
  }

  private static void putChecksum(byte[] bytes) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, CHECKED_FROM, bytes.length - CHECKED_FROM);
    ByteBuffer.wrap(bytes).putInt(1, (int) checksum.getValue());
  }
}
