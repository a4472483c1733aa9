package io.millrace.journal.rocksdb;

import static io.millrace.journal.contract.Records.append;
import static io.millrace.journal.contract.Records.live;
import static io.millrace.journal.contract.Records.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.journal.Cursor;
import io.millrace.journal.Lag;
import io.millrace.journal.LagPolicy;
import io.millrace.journal.Lane;
import io.millrace.journal.ReaderRegistration;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.contract.SetClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is too old or too much goes, but never context, nor what a reader still needs. */
class RetentionTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final RocksDbJournalSettings SETTINGS =
      OpenJournals.SETTINGS
          .change()
          .segmentBytes(64 * 1024)
          .retentionAgeMs(DAY.toMillis())
          .bulkRetentionAgeMs(2 * DAY.toMillis())
          .upkeepIntervalMs(10)
          .build();

  @TempDir Path folder;
  private final OpenJournals journals = new OpenJournals();
  private final SetClock clock = new SetClock(RandomTraffic.BEGIN_NS);
  private final RandomTraffic traffic = new RandomTraffic(new Random(1), 10, 5);

  @AfterEach
  void close() {
    journals.close();
  }

  private RocksDbJournal open() {
    return journals.open(folder, SETTINGS, clock);
  }

  private void fill(RocksDbJournal journal, Lane lane, int segments) {
    long before = journal.statistics().log().segments();
    do {
      append(journal, traffic.batch(lane, 100));
    } while (journal.statistics().log().segments() < before + segments);
  }

  private static long oldest(RocksDbJournal journal, Lane lane) {
    return journal.oldest().next(journal.partitions(lane).getFirst());
  }

  private static long end(RocksDbJournal journal, Lane lane) {
    return journal.durableEnd().next(journal.partitions(lane).getFirst());
  }

  @Test
  void records_go_when_they_are_too_old() {
    try (RocksDbJournal journal = open()) {
      fill(journal, Lane.LIVE, 2);
      long old = end(journal, Lane.LIVE);
      clock.advance(DAY.plusHours(1));
      await().until(() -> oldest(journal, Lane.LIVE) == old);

      assertThat(journal.statistics().health().retiredRecords()).isEqualTo(old);
      assertThat(journal.statistics().log().segments()).isZero();
      assertThat(journal.lag(journal.partitions(Lane.LIVE), Cursor.START)).isEqualTo(Lag.NONE);
    }
    try (RocksDbJournal journal = open()) {
      assertThat(oldest(journal, Lane.LIVE)).isEqualTo(end(journal, Lane.LIVE)).isPositive();
    }
  }

  @Test
  void each_lane_has_its_own_age_and_context_stays() {
    try (RocksDbJournal journal = open()) {
      append(journal, traffic.batch(Lane.CONTEXT, 10));
      append(journal, traffic.batch(Lane.BULK, 10));
      append(journal, traffic.batch(Lane.LIVE, 10));

      clock.advance(DAY.plusHours(1));
      await().until(() -> oldest(journal, Lane.LIVE) == 10);
      assertThat(oldest(journal, Lane.BULK)).isZero();

      clock.advance(DAY);
      await().until(() -> oldest(journal, Lane.BULK) == 10);
      clock.advance(DAY.multipliedBy(5 * 365));
      fill(journal, Lane.LIVE, 1);
      assertThat(readAll(journal, Lane.CONTEXT)).hasSize(10);
    }
  }

  @Test
  void the_oldest_segments_go_when_the_budget_is_exceeded() {
    RocksDbJournalSettings tight = SETTINGS.change().retentionBytes(40_000).build();
    try (RocksDbJournal journal = journals.open(folder, tight, clock)) {
      fill(journal, Lane.LIVE, 1);
      for (int i = 0; i < 200; i++) {
        append(journal, traffic.batch(Lane.LIVE, 100));
      }
      await().until(() -> journal.statistics().log().segmentBytes() <= 40_000);

      assertThat(oldest(journal, Lane.LIVE)).isPositive();
      assertThat(readAll(journal, Lane.LIVE, journal.oldest(), RecordFilter.ALL)).isNotEmpty();
    }
  }

  @Test
  void law7_what_a_reader_that_pushes_back_has_not_committed_stays() {
    try (RocksDbJournal journal = open()) {
      fill(journal, Lane.LIVE, 3);
      long end = end(journal, Lane.LIVE);
      try (ReaderRegistration reader =
          journal.register(
              "history",
              journal.partitions(Lane.LIVE),
              new LagPolicy.PushBack(1L << 40, 1L << 40),
              Cursor.START)) {
        clock.advance(DAY.plusHours(1));
        append(journal, traffic.batch(Lane.LIVE, 1));
        assertThat(oldest(journal, Lane.LIVE)).isZero();

        reader.progress(Cursor.START.with(0, end), Cursor.START.with(0, end));
        await().until(() -> oldest(journal, Lane.LIVE) > 0);
        assertThat(oldest(journal, Lane.LIVE)).isLessThanOrEqualTo(end);
      }
    }
  }

  @Test
  void law7_a_reader_is_protected_also_while_it_does_not_run_until_it_is_forgotten() {
    try (RocksDbJournal journal = open()) {
      append(journal, traffic.batch(Lane.LIVE, 100));
      journal
          .register(
              "history",
              journal.partitions(Lane.LIVE),
              new LagPolicy.PushBack(1L << 40, 1L << 40),
              Cursor.START)
          .close();
    }
    clock.advance(DAY.plusHours(1));
    try (RocksDbJournal journal = open()) {
      fill(journal, Lane.BULK, 1);
      assertThat(oldest(journal, Lane.LIVE)).isZero();
      assertThat(journal.statistics().readers())
          .singleElement()
          .satisfies(r -> assertThat(r.running()).isFalse());

      journal.forget("history");
      await().until(() -> oldest(journal, Lane.LIVE) == 100);
    }
    try (RocksDbJournal journal = open()) {
      assertThat(journal.statistics().readers()).isEmpty();
    }
  }

  @Test
  void records_of_a_machine_whose_clock_was_not_set_do_not_go_by_age() {
    SetClock unset = new SetClock(5_000_000_000L);
    try (RocksDbJournal journal = journals.open(folder, SETTINGS, unset)) {
      append(journal, live(1, "taken in in 1970"));
      unset.set(RandomTraffic.BEGIN_NS);
      fill(journal, Lane.BULK, 1);
      assertThat(readAll(journal, Lane.LIVE)).hasSize(1);
    }
  }

  @Test
  void files_are_removed_whole() {
    try (RocksDbJournal journal = open()) {
      fill(journal, Lane.LIVE, 4);
      long written = journal.statistics().lanes().getFirst().payloadBytes();
      clock.advance(DAY.plusHours(1));
      await().until(() -> journal.statistics().log().segments() == 0);
      assertThat(journal.compactedBytes()).isLessThan(written / 10);
      assertThat(journal.segmentFileBytes()).isZero();
    }
  }

  @Test
  void appends_that_wait_for_a_lagging_reader_fail_as_busy_after_a_while() {
    try (RocksDbJournal journal = open();
        ReaderRegistration reader =
            journal.register("slow", List.of(0), new LagPolicy.PushBack(10, 10), Cursor.START)) {
      append(journal, traffic.batch(Lane.LIVE, 10));

      var held = journal.append(traffic.batch(Lane.LIVE, 1));
      await().until(held::isCompletedExceptionally);
      assertThat(held.exceptionNow()).hasMessageContaining("held");

      var released = journal.append(traffic.batch(Lane.LIVE, 1));
      reader.progress(journal.durableEnd(), Cursor.START);
      await().until(released::isDone);
      assertThat(released).isCompleted();
    }
  }
}
