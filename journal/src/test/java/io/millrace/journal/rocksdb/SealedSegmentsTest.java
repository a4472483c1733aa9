package io.millrace.journal.rocksdb;

import static io.millrace.journal.contract.Records.append;
import static io.millrace.journal.contract.Records.items;
import static io.millrace.journal.contract.Records.readAll;
import static io.millrace.journal.contract.Records.records;
import static io.millrace.journal.contract.Records.source;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Lane;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.contract.Records;
import io.millrace.journal.contract.Records.Read;
import io.millrace.model.id.SourceId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks become segments, sorted by source and channel; readers do not notice (law 3). */
class SealedSegmentsTest {
  private static final int SOURCES = 40;
  private static final int CHANNELS = 5;
  private static final RocksDbJournalSettings NO_TAIL =
      OpenJournals.SETTINGS.change().tailBytes(0).segmentBytes(128 * 1024).build();

  @TempDir Path folder;
  private final OpenJournals journals = new OpenJournals();

  @AfterEach
  void close() {
    journals.close();
  }

  private List<Read> fill(RocksDbJournal journal, long seed, int batches) {
    Random random = new Random(seed);
    RandomTraffic traffic = new RandomTraffic(random, SOURCES, CHANNELS);
    List<Read> written = new ArrayList<>();
    for (int i = 0; i < batches; i++) {
      if (random.nextInt(10) == 0) {
        append(journal, traffic.batch(Lane.CONTEXT, 1));
      }
      RecordBatch batch = traffic.batch(Lane.LIVE, 1 + random.nextInt(100));
      long next = append(journal, batch).next(Partitions.LIVE);
      long version = journal.durableEnd().next(Partitions.CONTEXT);
      for (int r = 0; r < batch.size(); r++) {
        int start = batch.payloadStart(r);
        written.add(
            new Read(
                Partitions.LIVE,
                next - batch.size() + r,
                batch.origin(r),
                batch.channel(r),
                batch.receiveTimeNs(r),
                batch.flags(r),
                new String(batch.payloads(), start, batch.payloadEnd(r) - start, UTF_8),
                batch.attributes(r),
                version));
      }
    }
    return written;
  }

  private static void awaitSealed(RocksDbJournal journal, int segments) {
    await().until(() -> journal.statistics().log().segments() >= segments);
  }

  @Test
  void law3_records_read_from_segments_are_what_was_written_in_the_same_order() {
    try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
      List<Read> written = fill(journal, 1, 300);
      awaitSealed(journal, 5);

      assertThat(readAll(journal, Lane.LIVE)).isEqualTo(written);
    }
    try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
      assertThat(journal.statistics().log().segments()).isGreaterThanOrEqualTo(5);
      assertThat(readAll(journal, Lane.LIVE)).hasSize((int) journal.durableEnd().next(0));
    }
  }

  @Test
  void law2_reading_goes_on_behind_any_record_of_a_segment() {
    try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
      List<Read> written = fill(journal, 2, 150);
      awaitSealed(journal, 2);
      Random random = new Random(2);
      for (int i = 0; i < 30; i++) {
        int from = random.nextInt(written.size());
        assertThat(
                readAll(
                    journal, Lane.LIVE, Cursor.START.with(Partitions.LIVE, from), RecordFilter.ALL))
            .isEqualTo(written.subList(from, written.size()));
      }
    }
  }

  @Test
  void law3_a_filtered_reader_gets_exactly_what_matches_from_segments_and_blocks() {
    try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
      List<Read> written = fill(journal, 3, 300);
      awaitSealed(journal, 4);
      for (long seed = 1; seed <= 40; seed++) {
        Random random = new Random(seed);
        RecordFilter filter = randomFilter(random);
        int from = random.nextInt(3) == 0 ? random.nextInt(written.size()) : 0;
        List<Read> expected =
            written.subList(from, written.size()).stream()
                .filter(r -> filter.matches(r.origin(), r.channel()))
                .toList();

        List<Read> found =
            readAll(journal, Lane.LIVE, Cursor.START.with(Partitions.LIVE, from), filter).stream()
                .filter(r -> filter.matches(r.origin(), r.channel()))
                .toList();

        assertThat(found).as("seed %d", seed).isEqualTo(expected);
      }
    }
  }

  @Test
  void law3_a_filtered_reader_reads_only_a_part_of_the_pages() {
    RocksDbJournalSettings large = NO_TAIL.change().segmentBytes(2 << 20).build();
    try (RocksDbJournal journal = journals.open(folder, large)) {
      RandomTraffic traffic = new RandomTraffic(new Random(4), 200, 10);
      for (int i = 0; i < 60; i++) {
        append(journal, traffic.batch(Lane.LIVE, 1_000));
      }
      awaitSealed(journal, 1);
      long sealed =
          journal.statistics().log().segments() > 0 ? journal.sealedEnd(Partitions.LIVE) : 0;

      try (BlockReader reader =
          journal.read(
              List.of(Partitions.LIVE), Cursor.START, RecordFilter.ofSources(Set.of(source(17))))) {
        long yielded = 0;
        for (JournalItem item : items(reader)) {
          if (item.nextOffset() <= sealed) {
            for (Read read : records((Block) item)) {
              assertThat(read.origin().source()).isEqualTo(source(17));
              yielded++;
            }
          }
        }
        assertThat(yielded).isPositive();
      }
    }
  }

  @Test
  void a_filtered_readers_cursor_passes_what_does_not_match() {
    try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
      fill(journal, 5, 150);
      awaitSealed(journal, 2);
      try (BlockReader reader =
          journal.read(
              List.of(Partitions.LIVE), Cursor.START, RecordFilter.ofChannels(n -> false))) {
        assertThat(reader.poll()).isNull();
        assertThat(reader.cursor().next(Partitions.LIVE))
            .isEqualTo(journal.durableEnd().next(Partitions.LIVE));
      }
    }
  }

  @Test
  void each_name_is_judged_once_by_a_reader_however_many_segments_it_reads() {
    try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
      fill(journal, 6, 300);
      awaitSealed(journal, 5);
      List<String> asked = new ArrayList<>();
      Predicate<String> wanted =
          name -> {
            asked.add(name);
            return name.equals("plant/machine3/value1");
          };
      try (BlockReader reader =
          journal.read(List.of(Partitions.LIVE), Cursor.START, RecordFilter.ofChannels(wanted))) {
        items(reader);
      }
      long inSegments = asked.stream().limit(SOURCES * CHANNELS).distinct().count();
      assertThat(inSegments).isEqualTo(SOURCES * CHANNELS);
    }
  }

  @Test
  void nothing_is_written_twice_by_compaction() {
    try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
      fill(journal, 7, 600);
      awaitSealed(journal, 10);
      long payload = journal.statistics().lanes().getFirst().payloadBytes();

      assertThat(journal.compactedBytes()).isLessThan(payload / 20);
    }
  }

  @Test
  void names_of_channels_go_on_in_the_next_process_and_in_the_next_generation() {
    RocksDbJournalSettings tiny = NO_TAIL.change().segmentBytes(64 * 1024).build();
    int generationSize = 1 << 16;
    List<String> expected = new ArrayList<>();
    for (int process = 0; process < 2; process++) {
      try (RocksDbJournal journal = journals.open(folder, tiny)) {
        for (int i = 0; i < generationSize; i += 512) {
          RecordBatch batch = new RecordBatch(Lane.BULK);
          for (int k = i; k < i + 512; k++) {
            String name = "process" + process + "/serial" + k;
            batch.add(Records.origin(1), Records.channel(name), 5, 0, new byte[4]);
            expected.add(name);
          }
          append(journal, batch);
        }
        await().until(() -> journal.sealedEnd(Partitions.BULK) > expected.size() - 3_000);
        assertThat(readAll(journal, Lane.BULK))
            .extracting(r -> r.channel().name())
            .isEqualTo(expected);
      }
    }
  }

  private static RecordFilter randomFilter(Random random) {
    Set<SourceId> sources =
        IntStream.range(0, 1 + random.nextInt(5))
            .mapToObj(i -> source(random.nextInt(SOURCES + 3)))
            .collect(Collectors.toSet());
    String ending = "value" + random.nextInt(CHANNELS);
    String containing = "machine" + random.nextInt(SOURCES);
    Predicate<String> channels =
        switch (random.nextInt(3)) {
          case 0 -> name -> name.endsWith(ending);
          case 1 -> name -> name.contains(containing);
          default -> name -> name.endsWith(ending) && name.contains(containing);
        };
    return switch (random.nextInt(3)) {
      case 0 -> RecordFilter.ofSources(sources);
      case 1 -> RecordFilter.ofChannels(channels);
      default -> new RecordFilter(sources, channels);
    };
  }
}
