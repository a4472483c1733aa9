package io.millrace.journal.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.journal.Block;
import io.millrace.journal.Cursor;
import io.millrace.journal.LagPolicy;
import io.millrace.journal.Lane;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.contract.Records;
import io.millrace.journal.contract.Records.Read;
import io.millrace.journal.memory.MemoryJournal;
import io.millrace.journal.memory.MemoryJournalSettings;
import io.millrace.journal.memory.MemoryLog;
import io.millrace.journal.memory.MemoryReaderStore;
import io.millrace.journal.reader.JournalFeed;
import io.millrace.journal.reader.ReaderDefinition;
import io.millrace.journal.reader.ReaderSettings;
import io.millrace.journal.reader.ReaderState;
import io.millrace.journal.reader.ReaderTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** One run of a journal with three readers, from a seed, and what must hold at its end. */
final class Simulation {
  /**
   * What may happen.
   *
   * @param steps how long it goes on
   * @param faults whether folds and stores fail
   * @param crashes whether the process dies
   * @param powerCuts whether stores then lose what they had not synced
   * @param retention whether records are removed early
   */
  record Weather(
      int steps, boolean faults, boolean crashes, boolean powerCuts, boolean retention) {}

  private static final int READERS = 3;
  private static final int SOURCES = 7;

  private final Random random;
  private final Weather weather;
  private final SimulatedClock clock = new SimulatedClock();
  private final MemoryLog log = new MemoryLog(MemoryJournalSettings.DEFAULT.committedByHand());
  private final List<MemoryReaderStore> stores = new ArrayList<>();
  private final List<ReaderTask<?, ?>> tasks = new ArrayList<>();
  private final Set<String> acknowledged = new HashSet<>();
  private final Map<String, String> seen = new HashMap<>();
  private MemoryJournal journal;
  private boolean calm;
  private int count;

  Simulation(long seed, Weather weather) {
    this.random = new Random(seed);
    this.weather = weather;
    for (int i = 0; i < READERS; i++) {
      stores.add(new MemoryReaderStore());
    }
    this.journal = new MemoryJournal(log, clock, random);
    startReaders();
  }

  private void startReaders() {
    tasks.clear();
    for (int i = 0; i < READERS; i++) {
      int oneFailureIn = weather.faults && !calm ? 50 : 0;
      JournalFeed feed = new JournalFeed(journal, journal.partitions(Lane.LIVE), RecordFilter.ALL);
      ReaderDefinition<HistoryFold.State, Block> definition =
          new ReaderDefinition<>(
              "reader" + i,
              feed.partitions(),
              new LagPolicy.Overtaken(),
              feed,
              new HistoryFold(random, oneFailureIn, seen),
              new UnreliableStore(stores.get(i), random, oneFailureIn),
              new ReaderSettings(
                  1 + random.nextInt(500), 1 + random.nextInt(200), 1 << 20, 300, 1_000, 1, 20));
      tasks.add(new ReaderTask<>(definition, journal, clock));
    }
  }

  void run() throws InterruptedException {
    for (int step = 0; step < weather.steps; step++) {
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> append();
        case 3, 4 -> journal.commitNext();
        case 5 -> clock.advanceMs(random.nextInt(200));
        case 6 -> {
          if (random.nextInt(100) == 0) {
            clock.setWallClockBackMs(3_600_000);
          }
          if (weather.crashes && random.nextInt(40) == 0) {
            crash();
          }
        }
        case 7 -> {
          if (weather.retention && random.nextInt(20) == 0) {
            retire();
          }
        }
        default -> tasks.get(random.nextInt(READERS)).step(Duration.ZERO);
      }
    }
    settle();
    check();
  }

  private void append() {
    RecordBatch batch = new RecordBatch(random.nextInt(8) == 0 ? Lane.CONTEXT : Lane.LIVE);
    List<String> payloads = new ArrayList<>();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      String payload = "p" + count++;
      payloads.add(payload);
      batch.add(
          Records.origin(random.nextInt(SOURCES)),
          Records.channel("c"),
          clock.nowNs(),
          0,
          payload.getBytes(UTF_8));
    }
    boolean isLive = batch.lane() == Lane.LIVE;
    journal
        .append(batch)
        .thenAccept(
            cursor -> {
              if (isLive) {
                acknowledged.addAll(payloads);
              }
            });
  }

  private void crash() {
    tasks.forEach(ReaderTask::abandon);
    journal.crash(random);
    if (weather.powerCuts) {
      stores.forEach(MemoryReaderStore::powerCut);
    }
    journal = new MemoryJournal(log, clock, random);
    startReaders();
  }

  private void retire() {
    List<Integer> partitions = journal.partitions(Lane.LIVE);
    int partition = partitions.get(random.nextInt(partitions.size()));
    long end = journal.durableEnd().next(partition);
    if (end > 0) {
      journal.retireBefore(partition, random.nextLong(end));
    }
  }

  /** The weather calms down and the readers catch up. */
  private void settle() throws InterruptedException {
    calm = true;
    tasks.forEach(ReaderTask::abandon);
    while (journal.commitNext()) {
      // Everything that waits becomes durable.
    }
    startReaders();
    Cursor end = journal.durableEnd();
    for (ReaderTask<?, ?> task : tasks) {
      for (int i = 0; i < 100_000 && !hasRead(task, end); i++) {
        task.step(Duration.ZERO);
        clock.advanceMs(1);
      }
      assertThat(task.state()).isEqualTo(ReaderState.RUNNING);
      task.close();
    }
  }

  private boolean hasRead(ReaderTask<?, ?> task, Cursor end) {
    for (int partition : journal.partitions(Lane.LIVE)) {
      if (task.applied().next(partition) < end.next(partition)
          && journal.lag(List.of(partition), task.applied()).records() > 0) {
        return false;
      }
    }
    return task.state() == ReaderState.RUNNING;
  }

  private void check() {
    List<Read> kept = Records.readAll(journal, Lane.LIVE, journal.oldest(), RecordFilter.ALL);
    Map<String, String> byPosition = new HashMap<>();
    Map<String, String> expected = new TreeMap<>();
    Set<String> payloads = new HashSet<>();
    for (Read read : kept) {
      byPosition.put(read.partition() + "/" + read.offset(), read.payload());
      expected.merge(HistoryFold.source(read), HistoryFold.position(read) + "\n", String::concat);
      payloads.add(read.payload());
    }
    for (MemoryReaderStore store : stores) {
      Map<String, String> folded =
          new HistoryFold(random, 0, new HashMap<>()).restore(store.state()).entries;
      if (weather.retention) {
        checkCoverage(folded, expected);
      } else {
        assertThat(folded).isEqualTo(expected);
      }
    }
    if (!weather.retention) {
      assertThat(payloads).containsAll(acknowledged);
      assertThat(byPosition).containsAllEntriesOf(seen);
    }
    journal.close();
  }

  /** Whatever is still there was folded once and in order; whatever was not folded is a loss. */
  private void checkCoverage(Map<String, String> folded, Map<String, String> expected) {
    expected.forEach(
        (source, positions) -> {
          String history = folded.getOrDefault(source, "");
          List<Long> offsets = history.lines().map(l -> Long.parseLong(l.split(" ")[0])).toList();
          assertThat(offsets).isSorted().doesNotHaveDuplicates();
          int partition = Integer.parseInt(source.split(" ")[1]);
          for (String position : positions.lines().toList()) {
            long offset = Long.parseLong(position.split(" ")[0]);
            assertThat(
                    history.contains(position + "\n")
                        || isLost(folded.getOrDefault("losses " + partition, ""), offset))
                .as("%s: %s", source, position)
                .isTrue();
          }
        });
  }

  private static boolean isLost(String losses, long offset) {
    return losses
        .lines()
        .map(l -> l.split(" "))
        .anyMatch(l -> Long.parseLong(l[1]) <= offset && offset < Long.parseLong(l[2]));
  }
}
