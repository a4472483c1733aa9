package io.millrace.history.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.Times;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The format's page tells all that is needed to read a chunk, and its examples are true. */
class DocumentedFormatTest {
  private static final Path PAGE = Path.of("../docs/formats/history.md");

  @ParameterizedTest
  @EnumSource(ValueKind.class)
  void a_decoder_that_was_written_from_the_page_reads_every_chunk(ValueKind kind) {
    for (int seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      Samples samples = Chunks.wild(random, kind, 1 + random.nextInt(700));
      DocumentedChunk read = new DocumentedChunk(Chunks.encode(samples));
      String context = kind + ", seed " + seed;
      assertThat(read.kind).as(context).isEqualTo(kind.code());
      assertThat(read.times).as(context).hasSize(samples.size());
      for (int i = 0; i < samples.size(); i++) {
        assertThat(read.times[i]).as(context).isEqualTo(samples.timeNs(i));
        assertThat(read.qualities[i]).as(context).isEqualTo(samples.quality(i));
        if (kind.isText()) {
          assertThat(read.texts[i]).as(context).isEqualTo(samples.text(i));
        } else {
          assertThat(read.bits[i]).as(context).isEqualTo(samples.bits(i));
        }
      }
    }
  }

  @Test
  void the_examples_are_what_this_version_writes() throws IOException {
    String page = Files.readString(PAGE);
    assertThat(page).contains(lines(exampleChunk()));
    assertThat(page).contains(lines(examplePage()));
  }

  private static byte[] exampleChunk() {
    Samples samples = exampleSamples();
    JournalTrace trace = new JournalTrace();
    trace.add(0, 3, 1, 7, 9);
    return new ChunkEncoder().encode(samples, 0, 3, StatisticsFold.of(samples, 0, 3), trace);
  }

  private static byte[] examplePage() {
    Samples samples = exampleSamples();
    return new StatisticsPage(
            ValueKind.DOUBLE,
            5,
            List.of(new StatisticsPage.Entry(5, StatisticsFold.of(samples, 0, 3))))
        .encode();
  }

  private static Samples exampleSamples() {
    Samples samples = new Samples(ValueKind.DOUBLE);
    long startNs = Times.toNs(Instant.parse("2026-11-20T00:00:00Z"));
    double[] values = {21.5, 21.25, 21.75};
    for (int i = 0; i < values.length; i++) {
      samples.add(startNs + i * Times.SECOND, Double.doubleToRawLongBits(values[i]), null, 0);
    }
    return samples;
  }

  /** Hexadecimal digits, 32 bytes per line. */
  private static String lines(byte[] bytes) {
    return HexFormat.of().formatHex(bytes).replaceAll("(.{64})(?=.)", "$1\n");
  }
}
