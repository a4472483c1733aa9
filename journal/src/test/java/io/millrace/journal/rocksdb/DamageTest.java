package io.millrace.journal.rocksdb;

import static io.millrace.journal.contract.Records.append;
import static io.millrace.journal.contract.Records.items;
import static io.millrace.journal.contract.Records.live;
import static io.millrace.journal.contract.Records.payloads;
import static io.millrace.journal.contract.Records.readAll;
import static io.millrace.journal.contract.Records.records;
import static io.millrace.journal.contract.Records.source;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Lane;
import io.millrace.journal.Loss;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.contract.Records.Read;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A torn tail is tolerated; other damage is reported and the rest stays readable (law 2). */
class DamageTest {
  private static final RocksDbJournalSettings NO_TAIL =
      OpenJournals.SETTINGS.change().tailBytes(0).segmentBytes(64 << 20).build();

  private static final RocksDbJournalSettings SEALS_SOON =
      NO_TAIL.change().segmentBytes(64 * 1024).build();

  @TempDir Path folder;
  private final OpenJournals journals = new OpenJournals();

  @AfterEach
  void close() {
    journals.close();
  }

  @Test
  void a_torn_tail_is_dropped_and_reported() throws IOException {
    writeAndDie("a", "b", "c");
    Path log = file(".log");
    try (RandomAccessFile out = new RandomAccessFile(log.toFile(), "rw")) {
      out.setLength(out.length() - 10);
    }

    try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
      assertThat(payloads(readAll(journal, Lane.LIVE))).containsExactly("a", "b");
      assertThat(journal.statistics().health().tornTails()).isEqualTo(1);
      assertThat(journal.statistics().health().damagedRecords()).isZero();
      append(journal, live(1, "d"));
      assertThat(payloads(readAll(journal, Lane.LIVE))).containsExactly("a", "b", "d");
    }
  }

  @Test
  void a_tail_of_garbage_is_dropped_and_reported() throws IOException {
    writeAndDie("a", "b");
    byte[] garbage = new byte[10_000];
    new Random(1).nextBytes(garbage);
    Files.write(file(".log"), garbage, StandardOpenOption.APPEND);

    try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
      assertThat(payloads(readAll(journal, Lane.LIVE))).containsExactly("a", "b");
      assertThat(journal.statistics().health().tornTails()).isEqualTo(1);
    }
  }

  @Test
  void a_clean_stop_leaves_no_torn_tail() {
    try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
      append(journal, live(1, "a"));
    }
    try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
      assertThat(journal.statistics().health().tornTails()).isZero();
    }
  }

  @Test
  void law2_damage_in_the_log_loses_exactly_that_block_and_is_told() throws IOException {
    writeAndDie("aaaaaaaa", "bbbbbbbb", "cccccccc", "dddddddd");
    overwrite(file(".log"), "bbbbbbbb", "bbbbXbbb");

    for (int opening = 1; opening <= 2; opening++) {
      try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
        List<JournalItem> found = readItems(journal);
        assertThat(describe(found))
            .containsExactly("aaaaaaaa", "lost 1 to 2: DAMAGED", "cccccccc", "dddddddd");
        if (opening == 1) {
          assertThat(journal.statistics().health().damagedRecords()).isEqualTo(1);
        }
      }
    }
  }

  @Test
  void law2_damage_in_the_last_acknowledged_block_is_told_after_a_clean_stop() throws IOException {
    try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
      append(journal, live(1, "aaaaaaaa"));
      append(journal, live(1, "bbbbbbbb"));
    }
    overwrite(file(".log"), "bbbbbbbb", "bbbbXbbb");

    try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
      assertThat(describe(readItems(journal))).containsExactly("aaaaaaaa", "lost 1 to 2: DAMAGED");
      append(journal, live(1, "c"));
      assertThat(describe(readItems(journal)))
          .containsExactly("aaaaaaaa", "lost 1 to 2: DAMAGED", "c");
    }
  }

  @Test
  void law2_damage_in_a_file_of_blocks_loses_only_what_cannot_be_read() throws IOException {
    List<Read> written = writeBlocksIntoAFile(200);
    flipBytes(file(".sst"), 0.4);

    try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
      List<JournalItem> found = readItems(journal);

      assertLostAndFound(written, found, written.size() / 2);
      assertThat(journal.statistics().health().damagedRecords()).isPositive();
      append(journal, live(1, "more"));
      assertThat(describe(readItems(journal))).endsWith("more");
    }
  }

  @Test
  void law2_a_file_of_blocks_that_cannot_be_opened_hides_no_others() throws IOException {
    List<Read> before = writeBlocksIntoAFile(20);
    Path table = file(".sst");
    try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
      append(journal, live(1, "after"));
    }
    Files.write(table, new byte[(int) Files.size(table)]);

    for (int opening = 1; opening <= 3; opening++) {
      try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
        assertThat(describe(readItems(journal)))
            .startsWith("lost 0 to " + before.size() + ": DAMAGED", "after")
            .hasSize(1 + opening);
        append(journal, live(1, "more"));
      }
    }
  }

  @Test
  void law2_a_damaged_page_of_a_segment_loses_only_the_records_in_it() throws IOException {
    RocksDbJournalSettings small = NO_TAIL.change().segmentBytes(1 << 20).build();
    List<Read> written = new ArrayList<>();
    try (RocksDbJournal journal = journals.open(folder, small)) {
      RandomTraffic traffic = new RandomTraffic(new Random(1), 50, 4);
      while (journal.sealedEnd(Partitions.LIVE) == 0) {
        append(journal, traffic.batch(Lane.LIVE, 500));
        await().until(() -> true);
      }
      written.addAll(readAll(journal, Lane.LIVE));
    }
    flipBytes(largest(".sst"), 0.5);

    try (RocksDbJournal journal = journals.open(folder, small)) {
      List<JournalItem> found = readItems(journal);

      assertLostAndFound(written, found, 5_000);
      assertThat(journal.statistics().health().damagedRecords()).isPositive();
      assertFilteredReadersAreToldToo(journal, written);
    }
  }

  @Test
  void when_all_blocks_that_should_be_sealed_are_damaged_upkeep_goes_on_with_the_next() {
    try (RocksDbJournal journal = journals.open(folder, SEALS_SOON)) {
      journal.whileUpkeepRests(
          () -> {
            append(journal, live(1, "x".repeat(40_000), "y".repeat(40_000)));
            damageFlushedBlocks(journal);
          });
      await().until(() -> journal.statistics().health().damagedRecords() == 2);

      await().until(() -> journal.unsealedBytes(Partitions.LIVE) == 0);
      append(journal, live(1, "z".repeat(40_000), "z".repeat(40_000)));
      await().until(() -> journal.sealedEnd(Partitions.LIVE) == 4);
      assertThat(describe(readItems(journal))).startsWith("lost 0 to 2: DAMAGED").hasSize(3);
    }
  }

  @Test
  void blocks_found_damaged_while_sealing_do_not_count_as_unsealed_any_more() {
    try (RocksDbJournal journal = journals.open(folder, SEALS_SOON)) {
      append(journal, live(1, "x".repeat(40_000)));
      journal.whileUpkeepRests(
          () -> {
            damageFlushedBlocks(journal);
            append(journal, live(1, "y".repeat(40_000)));
          });
      await().until(() -> journal.sealedEnd(Partitions.LIVE) == 2);

      await().until(() -> journal.unsealedBytes(Partitions.LIVE) == 0);
      assertThat(describe(readItems(journal))).startsWith("lost 0 to 1: DAMAGED").hasSize(2);
    }
  }

  /** Moves all blocks into a file and damages what it holds, while the journal is open. */
  private void damageFlushedBlocks(RocksDbJournal journal) {
    journal.flush();
    try {
      flipBytes(largest(".sst"), 0.1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void assertFilteredReadersAreToldToo(RocksDbJournal journal, List<Read> written) {
    for (int s = 0; s < 50; s++) {
      RecordFilter filter = RecordFilter.ofSources(Set.of(source(s)));
      List<JournalItem> found;
      try (BlockReader reader = journal.read(List.of(Partitions.LIVE), Cursor.START, filter)) {
        found = items(reader);
      }
      List<Read> wanted =
          written.stream().filter(r -> filter.matches(r.origin(), r.channel())).toList();
      Set<Long> seen = new HashSet<>();
      Set<Long> lost = new HashSet<>();
      collect(found, seen, lost);
      assertThat(wanted)
          .allSatisfy(
              r -> assertThat(seen.contains(r.offset()) || lost.contains(r.offset())).isTrue());
    }
  }

  @Test
  void law2_a_segment_whose_file_cannot_be_read_at_all_is_told_as_a_whole() throws IOException {
    RocksDbJournalSettings small = NO_TAIL.change().segmentBytes(64 * 1024).build();
    long sealed;
    List<Read> written;
    try (RocksDbJournal journal = journals.open(folder, small)) {
      RandomTraffic traffic = new RandomTraffic(new Random(1), 5, 4);
      while (journal.statistics().log().segments() < 3) {
        append(journal, traffic.batch(Lane.LIVE, 100));
      }
      written = readAll(journal, Lane.LIVE);
      sealed = journal.sealedEnd(Partitions.LIVE);
    }
    Path segment = largest(".sst");
    Files.write(segment, new byte[(int) Files.size(segment)]);

    try (RocksDbJournal journal = journals.open(folder, small)) {
      List<JournalItem> found = readItems(journal);
      assertLostAndFound(written, found, (int) sealed);
    }
  }

  @Test
  void law2_whichever_table_is_damaged_the_others_stay_readable() throws IOException {
    Path whole = folder.resolve("whole");
    List<Read> written;
    RocksDbJournalSettings small = NO_TAIL.change().segmentBytes(64 * 1024).build();
    try (RocksDbJournal journal = journals.open(whole, small)) {
      RandomTraffic traffic = new RandomTraffic(new Random(1), 20, 4);
      while (journal.statistics().log().segments() < 3) {
        append(journal, traffic.batch(Lane.LIVE, 100));
      }
      journal.flush();
      append(journal, traffic.batch(Lane.LIVE, 10));
      written = readAll(journal, Lane.LIVE);
    }
    List<Path> tables = list(whole).filter(f -> f.toString().endsWith(".sst")).toList();
    assertThat(tables).hasSizeGreaterThanOrEqualTo(4);
    for (Path table : tables) {
      for (boolean all : new boolean[] {true, false}) {
        Path copy = Files.createDirectories(folder.resolve(table.getFileName() + "-" + all));
        copy(whole, copy);
        Path damaged = copy.resolve(table.getFileName());
        if (all) {
          Files.write(damaged, new byte[(int) Files.size(damaged)]);
        } else {
          flipBytes(damaged, 0.1);
        }
        try (RocksDbJournal journal = journals.open(copy, small)) {
          assertLostOrFound(written, readItems(journal));
          append(journal, live(1, "more"));
          assertThat(describe(readItems(journal))).endsWith("more");
        }
      }
    }
  }

  /** Some are lost, but not too many, and all others are there. */
  private static void assertLostAndFound(
      List<Read> written, List<JournalItem> found, int mostLost) {
    Set<Long> lost = new HashSet<>();
    collect(found, new HashSet<>(), lost);
    assertThat(lost).isNotEmpty().hasSizeLessThan(mostLost);
    assertLostOrFound(written, found);
  }

  /** Every record is either there as it was written or told as lost, in order, and not both. */
  private static void assertLostOrFound(List<Read> written, List<JournalItem> found) {
    Set<Long> seen = new HashSet<>();
    Set<Long> lost = new HashSet<>();
    collect(found, seen, lost);
    for (Read read : written) {
      assertThat(seen.contains(read.offset())).isNotEqualTo(lost.contains(read.offset()));
    }
    List<Read> there =
        found.stream()
            .filter(Block.class::isInstance)
            .flatMap(b -> records((Block) b).stream())
            .toList();
    assertThat(there).isEqualTo(written.stream().filter(r -> seen.contains(r.offset())).toList());
  }

  private static void collect(List<JournalItem> found, Set<Long> seen, Set<Long> lost) {
    for (JournalItem item : found) {
      switch (item) {
        case Block block -> records(block).forEach(r -> seen.add(r.offset()));
        case Loss loss -> {
          for (long offset = loss.fromOffset(); offset < loss.nextOffset(); offset++) {
            lost.add(offset);
          }
        }
      }
    }
  }

  private static List<JournalItem> readItems(RocksDbJournal journal) {
    try (BlockReader reader =
        journal.read(List.of(Partitions.LIVE), Cursor.START, RecordFilter.ALL)) {
      return items(reader);
    }
  }

  private static List<String> describe(List<JournalItem> items) {
    List<String> texts = new ArrayList<>();
    for (JournalItem item : items) {
      switch (item) {
        case Block block -> texts.addAll(payloads(records(block)));
        case Loss loss ->
            texts.add(
                "lost " + loss.fromOffset() + " to " + loss.nextOffset() + ": " + loss.reason());
      }
    }
    return texts;
  }

  /** Leaves the files as a process does that is killed: copied while the journal is open. */
  private void writeAndDie(String... texts) throws IOException {
    Path living = folder.resolveSibling(folder.getFileName() + "-living");
    try (RocksDbJournal journal = journals.open(living, NO_TAIL)) {
      for (String text : texts) {
        append(journal, live(1, text));
      }
      copy(living, folder);
    }
  }

  private List<Read> writeBlocksIntoAFile(int batches) {
    try (RocksDbJournal journal = journals.open(folder, NO_TAIL)) {
      RandomTraffic traffic = new RandomTraffic(new Random(1), 20, 4);
      for (int i = 0; i < batches; i++) {
        append(journal, traffic.batch(Lane.LIVE, 50));
      }
      journal.flush();
      return readAll(journal, Lane.LIVE);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    for (Path file : list(from).toList()) {
      Files.copy(file, to.resolve(file.getFileName()));
    }
  }

  private static Stream<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).toList().stream();
    }
  }

  private Path file(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith(ending))
          .filter(f -> f.toFile().length() > 0)
          .sorted(Comparator.reverseOrder())
          .findFirst()
          .orElseThrow();
    }
  }

  private Path largest(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.toString().endsWith(ending))
          .max(Comparator.comparingLong(f -> f.toFile().length()))
          .orElseThrow();
    }
  }

  private static void overwrite(Path file, String text, String with) throws IOException {
    String content = Files.readString(file, ISO_8859_1);
    assertThat(content).contains(text);
    Files.writeString(file, content.replace(text, with), ISO_8859_1);
  }

  private static void flipBytes(Path file, double where) throws IOException {
    try (RandomAccessFile data = new RandomAccessFile(file.toFile(), "rw")) {
      long at = (long) (data.length() * where);
      data.seek(at);
      int before = data.read();
      data.seek(at);
      data.write(before ^ 0xff);
    }
  }
}
