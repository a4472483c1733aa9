package io.millrace.bench.history;

import io.millrace.bench.BenchContext;
import io.millrace.bench.Benchmark;
import io.millrace.bench.Goal;
import io.millrace.bench.Measurement;
import io.millrace.history.query.Aggregate;
import io.millrace.history.query.AggregateRequest;
import io.millrace.history.query.HistoryReader;
import io.millrace.history.query.LatestSamples;
import io.millrace.model.point.Interpolation;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.TimeRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How fast history answers in this process: the latest of 10,000 points, the last 1,000 samples of
 * one, and 500 buckets over a year of a point at 1 Hz. Cold is the first time after opening, with
 * nothing of ours in memory; what the file system has cached stays cached.
 */
public final class HistoryReadBenchmark implements Benchmark {
  private static final int POINTS = 10_000;
  private static final int ROUNDS = 500;
  private static final int YEAR_POINT = POINTS;
  private static final int YEAR_SAMPLES = 31_500_000;
  private static final int QUICK_YEAR_SAMPLES = 2_000_000;
  private static final int LAST_SAMPLES = 1000;
  private static final int BUCKET_COUNT = 500;
  private static final int TIMES = 201;
  private static final int COLD_TIMES = 5;
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long YEAR_START_NS = 1_760_000_000_000_000_000L;
  private static final long SEED = 3;

  @Override
  public String name() {
    return "history-read";
  }

  @Override
  public String description() {
    return "latest of 10,000 points, last 1,000 samples, 500 buckets over a year at 1 Hz";
  }

  /** What is asked. */
  private enum Question {
    LATEST("latest_10k", 5) {
      @Override
      void ask(HistoryReader reader, int yearSamples) {
        int[] points = new int[POINTS];
        Arrays.setAll(points, p -> p);
        LatestSamples latest = reader.latest(points);
        check(latest.kind(POINTS - 1) != null);
      }
    },
    LAST("last_1000", 2) {
      @Override
      void ask(HistoryReader reader, int yearSamples) {
        check(reader.last(YEAR_POINT, LAST_SAMPLES).samples().size() == LAST_SAMPLES);
      }
    },
    BUCKETS("buckets_500_of_31m", 50) {
      @Override
      void ask(HistoryReader reader, int yearSamples) {
        long endNs = YEAR_START_NS + yearSamples * SECOND_NS;
        AggregateRequest request =
            AggregateRequest.ofCount(
                new TimeRange(YEAR_START_NS, endNs), BUCKET_COUNT, Interpolation.LINEAR, endNs);
        long count = 0;
        for (Aggregate aggregate : reader.aggregate(YEAR_POINT, request).aggregates()) {
          count += aggregate.count();
        }
        check(count == yearSamples);
      }
    };

    private final String figure;
    private final double goalMs;

    Question(String figure, double goalMs) {
      this.figure = figure;
      this.goalMs = goalMs;
    }

    abstract void ask(HistoryReader reader, int yearSamples);

    private static void check(boolean right) {
      if (!right) {
        throw new IllegalStateException("History gave a wrong answer.");
      }
    }
  }

  @Override
  public List<Measurement> run(BenchContext context) throws Exception {
    Path folder = context.workFolder().resolve("history");
    int yearSamples = context.quick() ? QUICK_YEAR_SAMPLES : YEAR_SAMPLES;
    try (HistoryFolder history = new HistoryFolder(folder, POINTS + 1)) {
      new Interleaving(Signal.twoDecimals(SEED), POINTS, ROUNDS).writeTo(history);
      writeYear(history, yearSamples);
      history.checkpoint();
    }
    context.say("%,d samples written".formatted(yearSamples + (long) POINTS * ROUNDS));
    List<Measurement> figures = new ArrayList<>();
    for (Question question : Question.values()) {
      figures.add(
          Measurement.of(
              question.figure + "_in_process_cold_ms",
              coldMs(folder, question, yearSamples),
              "ms"));
      figures.add(
          Measurement.of(
                  question.figure + "_in_process_ms", warmMs(folder, question, yearSamples), "ms")
              .withGoal(Goal.below(question.goalMs)));
    }
    return figures;
  }

  private static double coldMs(Path folder, Question question, int yearSamples) {
    return Median.of(
        COLD_TIMES,
        () -> {
          try (HistoryFolder history = new HistoryFolder(folder, POINTS + 1)) {
            HistoryReader reader = history.reader();
            return Median.milliseconds(() -> question.ask(reader, yearSamples));
          }
        });
  }

  private static double warmMs(Path folder, Question question, int yearSamples) {
    try (HistoryFolder history = new HistoryFolder(folder, POINTS + 1)) {
      HistoryReader reader = history.reader();
      Median.millisecondsOf(TIMES, () -> question.ask(reader, yearSamples));
      return Median.millisecondsOf(TIMES, () -> question.ask(reader, yearSamples));
    }
  }

  private static void writeYear(HistoryFolder history, int samples) {
    Signal signal = Signal.twoDecimals(SEED);
    SampleBatch batch = new SampleBatch(Interleaving.BATCH_SAMPLES);
    for (int i = 0; i < samples; i++) {
      batch.add(
          YEAR_POINT,
          ValueKind.DOUBLE,
          YEAR_START_NS + i * SECOND_NS,
          signal.bits(YEAR_POINT, i),
          Quality.GOOD,
          i / 2);
      if (batch.size() == Interleaving.BATCH_SAMPLES || i == samples - 1) {
        history.write(batch);
        batch.clear();
      }
    }
  }
}
