package io.millrace.history.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.History;
import io.millrace.history.query.AggregateRequest;
import io.millrace.history.query.RangeRequest;
import io.millrace.history.query.SamplePage;
import io.millrace.history.source.SourceSpans;
import io.millrace.history.store.rocksdb.RocksResources;
import io.millrace.model.point.Interpolation;
import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.Sample;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.sample.SampleValue;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Readers ask while the writer writes, merges and makes checkpoints. */
class ConcurrentReadersTest {
  private static final long START_NS = 1_790_000_000L * Times.SECOND;
  private static final int SAMPLES = 60_000;
  private static final int READERS = 3;

  @TempDir Path folder;

  @Test
  void readers_see_every_sample_once_and_never_less_than_before() throws Exception {
    PointTraits traits = PointTraits.undefined(ValueKind.INT64);
    AtomicBoolean done = new AtomicBoolean();
    try (RocksResources resources = new RocksResources();
        HistoryUnderTest test = new HistoryUnderTest(resources.open(folder), List.of(traits));
        ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int r = 0; r < READERS; r++) {
        readers.add(threads.submit(() -> readUntil(done, test.history)));
      }
      write(test.history);
      done.set(true);
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
      assertThat(new Reading(test.history).readAll()).isEqualTo(SAMPLES);
    }
  }

  /** Every tenth sample comes late: some hours, or some thousand samples. */
  private static void write(History history) {
    Random random = new Random(1);
    int source = history.sourceHandle(HistoryUnderTest.sourceId(0));
    List<Integer> late = new ArrayList<>();
    SampleBatch batch = new SampleBatch();
    for (int i = 0; i < SAMPLES; i++) {
      if (i % 10 == 5) {
        late.add(i);
      } else {
        add(batch, i);
      }
      if (late.size() > 1000) {
        while (!late.isEmpty()) {
          add(batch, late.remove(/* index */ random.nextInt(late.size())));
        }
      }
      if (batch.size() > 300) {
        history.write(batch, SourceSpans.of(source, batch.size()), 0, 0);
        batch.clear();
        if (random.nextInt(10) == 0) {
          history.checkpoint(new byte[0]);
        }
      }
    }
    late.forEach(i -> add(batch, i));
    history.write(batch, SourceSpans.of(source, batch.size()), 0, 0);
  }

  private static void add(SampleBatch batch, int i) {
    batch.add(0, ValueKind.INT64, timeNs(i), i, 0, i);
  }

  private static long timeNs(int i) {
    return START_NS + i * 5L * Times.SECOND;
  }

  private static int readUntil(AtomicBoolean done, History history) {
    Reading reading = new Reading(history);
    int rounds = 0;
    while (!done.get() || rounds == 0) {
      reading.readAll();
      reading.readLatest();
      reading.aggregate();
      rounds++;
    }
    return rounds;
  }

  private static final class Reading {
    final History history;
    int seenBefore;
    long latestBefore = Long.MIN_VALUE;
    long countedBefore;

    Reading(History history) {
      this.history = history;
    }

    int readAll() {
      TimeRange always = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);
      SamplePage page = history.reader().range(0, new RangeRequest(always, false, 100_000, null));
      assertThat(page.damages()).isEmpty();
      long lastNs = Long.MIN_VALUE;
      for (int i = 0; i < page.samples().size(); i++) {
        assertThat(page.samples().timeNs(i)).isGreaterThan(lastNs);
        assertThat(page.samples().timeNs(i)).isEqualTo(timeNs((int) page.samples().bits(i)));
        lastNs = page.samples().timeNs(i);
      }
      assertThat(page.samples().size()).isGreaterThanOrEqualTo(seenBefore);
      seenBefore = page.samples().size();
      return seenBefore;
    }

    void readLatest() {
      Sample latest = history.reader().latest(0);
      if (latest != null) {
        assertThat(latest.timeNs()).isGreaterThanOrEqualTo(latestBefore);
        assertThat(latest.value()).isInstanceOf(SampleValue.OfInt64.class);
        latestBefore = latest.timeNs();
      }
    }

    void aggregate() {
      TimeRange range = new TimeRange(START_NS, timeNs(SAMPLES));
      long counted =
          history
              .reader()
              .aggregate(0, AggregateRequest.ofCount(range, 7, Interpolation.LINEAR, 0))
              .aggregates()
              .stream()
              .mapToLong(each -> each.count())
              .sum();
      assertThat(counted).isGreaterThanOrEqualTo(countedBefore);
      countedBefore = counted;
    }
  }
}
