package io.millrace.journal.reader;

import static io.millrace.journal.contract.Records.append;
import static io.millrace.journal.contract.Records.live;
import static io.millrace.journal.contract.Records.readAll;
import static io.millrace.journal.contract.Records.source;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.journal.Block;
import io.millrace.journal.Cursor;
import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.LagPolicy;
import io.millrace.journal.Lane;
import io.millrace.journal.Loss;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.contract.CountingFold;
import io.millrace.journal.contract.CountingFold.Counts;
import io.millrace.journal.memory.MemoryJournal;
import io.millrace.journal.memory.MemoryJournalSettings;
import io.millrace.journal.memory.MemoryLog;
import io.millrace.journal.memory.MemoryReaderStore;
import io.millrace.model.time.NanoClock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReaderRuntimeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final ReaderSettings QUICK = new ReaderSettings(20, 1_000, 1 << 20, 40, 3, 1, 10);

  private final MemoryLog log = new MemoryLog(MemoryJournalSettings.DEFAULT);
  private final MemoryJournal journal = new MemoryJournal(log, NanoClock.system(), new Random(1));
  private final ReaderRuntime runtime = new ReaderRuntime(journal, NanoClock.system());
  private final MemoryReaderStore store = new MemoryReaderStore();

  @AfterEach
  void close() {
    runtime.close();
    journal.close();
  }

  @Test
  void law6_a_reader_folds_what_is_durable_and_commits_state_with_cursor() throws Exception {
    Cursor end = append(journal, live(1, "a", "b", "c"));
    runtime.start(reader("counts", new CountingFold()));

    assertThat(runtime.awaitApplied("counts", end, PATIENCE)).isTrue();
    await().until(() -> store.committed().covers(end));

    assertThat(CountingFold.stored(store).total()).isEqualTo(3);
    await().until(() -> store.durable().covers(end));
  }

  @Test
  void law6_a_restarted_reader_goes_on_behind_its_commit_and_doubles_nothing() throws Exception {
    append(journal, live(1, "a", "b"));
    runtime.start(reader("counts", new CountingFold()));
    await().until(() -> CountingFold.stored(store).total() == 2);
    runtime.stop("counts");
    Cursor end = append(journal, live(1, "c"));

    runtime.restart("counts");

    assertThat(runtime.awaitApplied("counts", end, PATIENCE)).isTrue();
    await().until(() -> CountingFold.stored(store).total() == 3);
  }

  @Test
  void stopping_commits_what_was_folded() throws Exception {
    ReaderSettings seldom = new ReaderSettings(600_000, 1_000_000, 1 << 30, 600_000, 3, 1, 10);
    Cursor end = append(journal, live(1, "a", "b"));
    runtime.start(reader("counts", new CountingFold(), seldom));
    runtime.awaitApplied("counts", end, PATIENCE);
    assertThat(store.committed()).isEqualTo(Cursor.START);

    runtime.stop("counts");

    assertThat(store.committed().covers(end)).isTrue();
    assertThat(store.durable()).isEqualTo(store.committed());
    assertThat(state("counts")).isEqualTo(ReaderState.STOPPED);
  }

  @Test
  void a_fold_that_fails_is_tried_again_from_its_last_commit() throws Exception {
    AtomicInteger failures = new AtomicInteger(2);
    CountingFold failing =
        new CountingFold() {
          @Override
          public Counts apply(Counts state, Block block) {
            Counts counted = super.apply(state, block);
            if (failures.getAndDecrement() > 0) {
              throw new IllegalStateException("The state is half changed.");
            }
            return counted;
          }
        };
    Cursor end = append(journal, live(1, "a", "b"));
    runtime.start(reader("counts", failing));

    assertThat(runtime.awaitApplied("counts", end, PATIENCE)).isTrue();
    await().until(() -> store.committed().covers(end));

    assertThat(CountingFold.stored(store).total()).isEqualTo(2);
    assertThat(statistics("counts").failures()).isEqualTo(2);
    assertThat(statistics("counts").message()).isEmpty();
  }

  @Test
  void a_fold_that_keeps_failing_is_stopped_and_shown_and_others_go_on() throws Exception {
    MemoryReaderStore otherStore = new MemoryReaderStore();
    append(journal, live(1, "good"));
    CountingFold poisoned =
        new CountingFold() {
          @Override
          public Counts apply(Counts state, Block block) {
            if (new String(block.payloads(), 0, 4, UTF_8).equals("evil")) {
              throw new IllegalStateException("Cannot fold evil.");
            }
            return super.apply(state, block);
          }
        };
    runtime.start(reader("poisoned", poisoned));
    runtime.start(definition("healthy", new CountingFold(), otherStore, QUICK));
    await().until(() -> CountingFold.stored(store).total() == 1);

    Cursor end = append(journal, live(1, "evil"));

    await().until(() -> state("poisoned") == ReaderState.FAILED);
    assertThat(statistics("poisoned").message()).isEqualTo("Cannot fold evil.");
    assertThat(CountingFold.stored(store).total()).isEqualTo(1);
    assertThat(runtime.awaitApplied("healthy", end, PATIENCE)).isTrue();
    assertThat(state("healthy")).isEqualTo(ReaderState.RUNNING);
  }

  @Test
  void storage_that_fails_is_waited_for_however_long_it_takes() throws Exception {
    AtomicInteger failures = new AtomicInteger(10);
    CountingFold fold =
        new CountingFold() {
          @Override
          public Counts restore(StateReader stored) {
            if (failures.getAndDecrement() > 0) {
              throw new JournalException(JournalError.JOURNAL_STORAGE_FAILED, "Not now.");
            }
            return super.restore(stored);
          }
        };
    Cursor end = append(journal, live(1, "a"));

    runtime.start(reader("counts", fold));

    assertThat(runtime.awaitApplied("counts", end, PATIENCE)).isTrue();
  }

  @Test
  void law2_a_loss_is_told_to_the_fold_and_recorded() throws Exception {
    append(journal, live(1, "a", "b"));
    int partition = partitionOf(1);
    journal.retireBefore(partition, Long.MAX_VALUE);
    Cursor end = append(journal, live(1, "c"));

    runtime.start(reader("counts", new CountingFold()));

    assertThat(runtime.awaitApplied("counts", end, PATIENCE)).isTrue();
    await().until(() -> store.losses().size() == 1);
    assertThat(store.losses().getFirst().reason()).isEqualTo(Loss.Reason.OVERTAKEN);
    assertThat(CountingFold.stored(store).losses()).isEqualTo(1);
    assertThat(statistics("counts").losses()).isEqualTo(1);
  }

  @Test
  void a_commit_is_made_after_so_many_records() throws Exception {
    ReaderSettings byCount = new ReaderSettings(600_000, 10, 1 << 30, 0, 3, 1, 10);
    runtime.start(reader("counts", new CountingFold(), byCount));

    append(journal, live(1, "1", "2", "3", "4", "5", "6", "7", "8", "9"));
    Cursor end = append(journal, live(1, "10"));

    await().until(() -> store.committed().covers(end));
  }

  @Test
  void a_reader_shows_how_far_it_is_behind() throws Exception {
    Cursor end = append(journal, live(1, "a", "b"));
    runtime.start(reader("counts", new CountingFold()));
    runtime.awaitApplied("counts", end, PATIENCE);

    ReaderStatistics shown = statistics("counts");

    assertThat(shown.lag().records()).isZero();
    assertThat(shown.records()).isEqualTo(2);
    assertThat(journal.statistics().readers()).extracting("reader").containsExactly("counts");
  }

  @Test
  void a_running_reader_cannot_be_started_again() {
    runtime.start(reader("counts", new CountingFold()));
    assertThatThrownBy(() -> runtime.start(reader("counts", new CountingFold())))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_closed_journal_stops_its_readers() {
    runtime.start(reader("counts", new CountingFold()));
    journal.close();
    await().until(() -> state("counts") == ReaderState.STOPPED);
  }

  private int partitionOf(int source) {
    return readAll(journal, Lane.LIVE).stream()
        .filter(r -> r.origin().source().equals(source(source)))
        .findFirst()
        .orElseThrow()
        .partition();
  }

  private ReaderState state(String name) {
    return statistics(name).state();
  }

  private ReaderStatistics statistics(String name) {
    return runtime.statistics().stream().filter(s -> s.name().equals(name)).findAny().orElseThrow();
  }

  private ReaderDefinition<Counts, Block> reader(String name, CountingFold fold) {
    return reader(name, fold, QUICK);
  }

  private ReaderDefinition<Counts, Block> reader(
      String name, CountingFold fold, ReaderSettings settings) {
    return definition(name, fold, store, settings);
  }

  private ReaderDefinition<Counts, Block> definition(
      String name, CountingFold fold, ReaderStore kept, ReaderSettings settings) {
    JournalFeed feed = new JournalFeed(journal, journal.partitions(Lane.LIVE), RecordFilter.ALL);
    return new ReaderDefinition<>(
        name, feed.partitions(), new LagPolicy.Overtaken(), feed, fold, kept, settings);
  }
}
