package io.millrace.journal.rocksdb;

import static io.millrace.journal.contract.Records.append;
import static io.millrace.journal.contract.Records.channel;
import static io.millrace.journal.contract.Records.origin;
import static io.millrace.journal.contract.Records.readAll;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.millrace.journal.Cursor;
import io.millrace.journal.JournalException;
import io.millrace.journal.LagPolicy;
import io.millrace.journal.Lane;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.contract.Records.Read;
import io.millrace.journal.contract.SetClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's clock is set back by an hour: nothing is lost, stuck or out of order. */
class ClockStepTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration DAY = Duration.ofDays(1);
  private static final RocksDbJournalSettings SETTINGS =
      OpenJournals.SETTINGS
          .change()
          .retentionAgeMs(DAY.toMillis())
          .upkeepIntervalMs(10)
          .tailBytes(0)
          .build();

  @TempDir Path folder;
  private final OpenJournals journals = new OpenJournals();
  private final SetClock clock = new SetClock(RandomTraffic.BEGIN_NS);
  private final List<Long> receiveTimes = new ArrayList<>();
  private RocksDbJournal journal;

  @BeforeEach
  void open() {
    journal = journals.open(folder, SETTINGS, clock);
  }

  @AfterEach
  void close() {
    journal.close();
    journals.close();
  }

  /** Records whose receive times are what the clock says, as a front takes it. */
  private void receive(int records) {
    RecordBatch batch = new RecordBatch(Lane.LIVE);
    for (int i = 0; i < records; i++) {
      clock.advance(Duration.ofMillis(1));
      receiveTimes.add(clock.nowNs());
      byte[] payload = ("{\"n\":" + receiveTimes.size() + "}").getBytes(UTF_8);
      batch.add(origin(i % 3), channel("line" + i % 7), clock.nowNs(), 0, payload);
    }
    append(journal, batch);
  }

  private void receiveSegments(int segments) {
    long before = journal.statistics().log().segments();
    do {
      receive(100);
    } while (journal.statistics().log().segments() < before + segments);
  }

  private void stepBack() {
    clock.advance(HOUR.negated());
  }

  private long oldest() {
    return journal.oldest().next(Partitions.LIVE);
  }

  @Test
  void receive_times_stay_as_they_were_taken_and_records_in_the_order_of_arrival() {
    receiveSegments(2);
    stepBack();
    receiveSegments(2);
    receive(50);

    for (int opening = 1; opening <= 2; opening++) {
      List<Read> read = readAll(journal, Lane.LIVE);
      assertThat(read).extracting(Read::receiveTimeNs).isEqualTo(receiveTimes);
      assertThat(read).extracting(Read::offset).isSorted();
      journal.close();
      open();
    }
  }

  @Test
  void retention_removes_nothing_too_early_and_everything_in_the_end() {
    receiveSegments(2);
    long newestBeforeStep = clock.nowNs();
    stepBack();
    receiveSegments(2);
    receive(50);
    long end = journal.durableEnd().next(Partitions.LIVE);

    // What came after the step looks an hour older than it is, and waits for what came before.
    clock.set(RandomTraffic.BEGIN_NS + DAY.toNanos());
    await().during(Duration.ofMillis(100)).until(() -> oldest() == 0);

    clock.set(newestBeforeStep + DAY.toNanos());
    clock.advance(HOUR);
    await().until(() -> oldest() == end);
  }

  @Test
  void lag_has_no_negative_age() {
    receive(10);
    stepBack();

    assertThat(journal.lag(List.of(Partitions.LIVE), Cursor.START).ageNs()).isZero();
    receive(10);
    assertThat(journal.lag(List.of(Partitions.LIVE), Cursor.START).ageNs()).isNotNegative();
  }

  @Test
  void an_append_that_is_held_does_not_wait_an_hour_longer() {
    journal.register(
        "lagging", List.of(Partitions.LIVE), new LagPolicy.PushBack(1, 1), Cursor.START);
    receive(10);
    stepBack();

    assertThatThrownBy(() -> receive(1))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("lags");
  }
}
