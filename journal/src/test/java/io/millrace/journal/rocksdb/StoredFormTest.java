package io.millrace.journal.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.journal.Block;
import io.millrace.journal.BlockBuilder;
import io.millrace.journal.Channel;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.model.id.SourceId;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The examples in {@code docs/formats/journal.md}, byte by byte. */
class StoredFormTest {
  private static String hex(byte[] bytes) {
    return HexFormat.ofDelimiter(" ").formatHex(bytes);
  }

  @Test
  void a_block_is_stored_as_the_document_says() {
    Origin origin = new Origin(new SourceId(new UUID(1, 2)), "press", 3, "mqtt");
    Channel channel = new Channel("a/b", "");
    Block block =
        new BlockBuilder(0, Lane.LIVE, 5)
            .add(7, origin, channel, 1_000, 1, "on".getBytes(UTF_8), 0, 2, Map.of())
            .add(8, origin, channel, 1_003, 1, "off".getBytes(UTF_8), 0, 3, Map.of("u", "s"))
            .build();
    ByteSink out = new ByteSink(256);
    new BlockCodec().encode(block, 6, out);

    assertThat(hex(out.toByteArray()))
        .isEqualTo(
            "01 35 9b ed c7 02 05 01 05 d0 0f 00"
                + " 01 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 02 05 70 72 65 73 73 06 04 6d 71 74 74"
                + " 01 03 61 2f 62 00"
                + " 00 00 00 00 06 00 01 01 02 03"
                + " 01 01 01 01 75 01 73"
                + " 6f 6e 6f 66 66");
  }

  @Test
  void keys_are_stored_as_the_document_says() {
    assertThat(hex(Keys.block(1, 258))).isEqualTo("00 01 00 00 00 00 00 00 01 02");
    assertThat(hex(Keys.part(0, 7, SegmentParts.HEADER, 0)))
        .isEqualTo("00 00 00 00 00 00 00 00 00 07 04 00 00 00 00");
    assertThat(hex(Keys.segment(0, 7))).isEqualTo("53 00 00 00 00 00 00 00 00 00 07");
    assertThat(hex(Keys.gap(2, 9))).isEqualTo("47 00 02 00 00 00 00 00 00 00 09");
    assertThat(hex(Keys.floor(1))).isEqualTo("46 00 01");
    assertThat(hex(Keys.oldest(1))).isEqualTo("4f 00 01");
    assertThat(hex(Keys.reader("rx"))).isEqualTo("52 72 78");
    assertThat(hex(Keys.name(1, 2))).isEqualTo("4e 00 00 00 01 00 00 00 02");
    assertThat(hex(Keys.format())).isEqualTo("56");
  }

  @Test
  void facts_are_stored_as_the_document_says() {
    assertThat(hex(new Gap(9, 12, Gap.Cause.TORN).encode()))
        .isEqualTo("00 00 00 00 00 00 00 0c 02");
    assertThat(hex(new SegmentEntry(7, 9, 2, 5, 300, 1_000, 1_003, 0).encode()))
        .isEqualTo(
            "01 00 00 00 00 00 00 00 09 00 00 00 00 00 00 00 02 00 00 00 00 00 00 00 05"
                + " 00 00 00 00 00 00 01 2c 00 00 00 00 00 00 03 e8 00 00 00 00 00 00 03 eb"
                + " 00 00 00 00");
  }
}
