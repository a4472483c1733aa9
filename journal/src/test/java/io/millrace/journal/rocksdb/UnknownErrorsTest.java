package io.millrace.journal.rocksdb;

import static io.millrace.journal.contract.Records.append;
import static io.millrace.journal.contract.Records.live;
import static io.millrace.journal.contract.Records.payloads;
import static io.millrace.journal.contract.Records.readAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalState;
import io.millrace.journal.Lane;
import io.millrace.journal.contract.Records;
import io.millrace.journal.engine.RocksDbLog;
import io.millrace.model.time.NanoClock;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.LRUCache;
import org.rocksdb.WriteBufferManager;

/** An error that nobody foresaw ends none of the journal's threads: appends are answered. */
class UnknownErrorsTest {
  @TempDir Path folder;
  private final OpenJournals journals = new OpenJournals();

  @AfterEach
  void close() {
    journals.close();
  }

  @Test
  void after_an_error_of_the_writer_appends_fail_and_the_journal_reopens_itself() {
    FailingClock clock = new FailingClock();
    try (RocksDbJournal journal = journals.open(folder, OpenJournals.SETTINGS, clock)) {
      append(journal, live(1, "a"));
      clock.failsWriter = true;

      assertThatThrownBy(() -> append(journal, live(1, "b")))
          .isInstanceOfSatisfying(
              JournalException.class,
              e -> assertThat(e.code()).isEqualTo(JournalError.JOURNAL_STORAGE_FAILED));
      assertThat(journal.statistics().health().storageFailures()).isPositive();
      clock.failsWriter = false;
      await().until(() -> journal.statistics().state() == JournalState.OPEN);
      append(journal, live(1, "c"));

      assertThat(payloads(readAll(journal, Lane.LIVE))).containsExactly("a", "c");
    }
  }

  @Test
  void after_an_error_of_upkeep_appends_go_on_and_upkeep_too() {
    FailingClock clock = new FailingClock();
    clock.failsUpkeep = true;
    try (RocksDbJournal journal = journals.open(folder, OpenJournals.SETTINGS, clock)) {
      await().until(() -> journal.statistics().health().storageFailures() > 0);
      append(journal, live(1, "a"));
      clock.failsUpkeep = false;
      while (journal.sealedEnd(Partitions.LIVE) == 0) {
        append(journal, live(1, "x".repeat(16 * 1024)));
      }

      assertThat(journal.statistics().state()).isEqualTo(JournalState.OPEN);
    }
  }

  @Test
  void after_an_error_of_the_syncer_what_waits_fails_and_the_next_round_is_answered_too()
      throws InterruptedException {
    RocksDbJournalSettings settings = OpenJournals.SETTINGS;
    NanoClock clock = new FailingClock();
    Health health = new Health(folder, clock, () -> {});
    AppendQueues queues = new AppendQueues(settings);
    RocksDbLog log = new RocksDbLog("journal");
    try (LRUCache cache = new LRUCache(1 << 20);
        WriteBufferManager memory = new WriteBufferManager(1 << 20, cache);
        JournalDatabaseOptions options = new JournalDatabaseOptions(settings, cache, memory, log);
        JournalDatabase database = new JournalDatabase(folder, options, log);
        DurableSignal signal = new DurableSignal()) {
      database.open(() -> {});
      LogSyncer syncer = new LogSyncer(database, new Partitions(0), queues, health, signal);
      syncer.onDurable(
          () -> {
            throw new OutOfMemoryError("as a test wants it");
          });
      syncer.start(Thread.currentThread());

      for (int i = 0; i < 2; i++) {
        PendingAppend waiting = new PendingAppend(live(1, "a"), 0);
        Round round = new Round();
        assertThat(queues.of(Lane.LIVE).offer(waiting)).isTrue();
        round.appends.add(waiting);
        syncer.add(round);

        assertThatThrownBy(() -> Records.await(waiting))
            .isInstanceOfSatisfying(
                JournalException.class,
                e -> assertThat(e.code()).isEqualTo(JournalError.JOURNAL_STORAGE_FAILED));
      }

      assertThat(health.condition().broken()).isTrue();
      assertThat(queues.of(Lane.LIVE).waitingRecords()).isZero();
      syncer.awaitIdle();
      syncer.finish();
    }
  }

  /** Fails, when it is told to, the journal's threads that ask. */
  private static final class FailingClock implements NanoClock {
    private volatile boolean failsWriter;
    private volatile boolean failsUpkeep;

    private static void check(boolean fails, String thread) {
      if (fails && Thread.currentThread().getName().equals(thread)) {
        throw new OutOfMemoryError("as a test wants it");
      }
    }

    @Override
    public long nowNs() {
      check(failsUpkeep, "journal-upkeep");
      return RandomTraffic.BEGIN_NS;
    }

    @Override
    public long monotonicNs() {
      check(failsWriter, "journal-writer");
      return System.nanoTime();
    }
  }
}
