package io.millrace.bench.history;

import io.millrace.bench.BenchContext;
import io.millrace.bench.Benchmark;
import io.millrace.bench.Goal;
import io.millrace.bench.Measurement;
import io.millrace.bench.peer.PostgresPeer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How many samples a second history takes from one thread, to the end of the last checkpoint, and
 * what that costs; beside PostgreSQL's COPY of the same rows from a file of its own binary form
 * into a table with the index that a question needs.
 */
public final class HistoryWriteBenchmark implements Benchmark {
  private static final int POINTS = 10_000;
  private static final int ROUNDS = 2_000;
  private static final int QUICK_ROUNDS = 400;
  private static final int PEER_ROUNDS = 200;
  private static final int RUNS = 3;
  private static final double GOAL_SAMPLES_PER_S = 2_000_000;
  private static final double GOAL_CPU_S_PER_MILLION = 0.3;
  private static final long SEED = 1;

  @Override
  public String name() {
    return "history-write";
  }

  @Override
  public String description() {
    return "samples of 10,000 points in turn into history, durable; beside PostgreSQL's COPY";
  }

  @Override
  public List<Measurement> run(BenchContext context) throws Exception {
    Signal signal = Signal.twoDecimals(SEED);
    Interleaving samples =
        new Interleaving(signal, POINTS, context.quick() ? QUICK_ROUNDS : ROUNDS);
    int runs = context.quick() ? 2 : RUNS;
    write(samples, context.workFolder().resolve("warm-up"));
    List<Written> written = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      Written each = write(samples, context.workFolder().resolve("history-" + run));
      context.say(
          "%,.0f samples/s, %.3f CPU-s per million, %.2f bytes/sample"
              .formatted(each.samplesPerSecond, each.cpuSecondsPerMillion, each.bytesPerSample));
      written.add(each);
    }
    Measurement speed =
        Measurement.of(
                "history_write_samples_per_s",
                Median.of(written, Written::samplesPerSecond),
                "samples/s")
            .withGoal(Goal.atLeast(GOAL_SAMPLES_PER_S));
    List<Measurement> figures = new ArrayList<>();
    if (PostgresPeer.isInstalled()) {
      figures.add(withPostgres(speed, new Interleaving(signal, POINTS, PEER_ROUNDS), context));
    } else {
      context.say("Peer not available: there is no PostgreSQL server here, so it is left out.");
      figures.add(speed);
    }
    figures.add(
        Measurement.of(
                "history_write_cpu_s_per_million",
                Median.of(written, Written::cpuSecondsPerMillion),
                "CPU-s")
            .withGoal(Goal.atMost(GOAL_CPU_S_PER_MILLION)));
    figures.add(
        Measurement.of(
            "history_write_bytes_per_sample",
            Median.of(written, Written::bytesPerSample),
            "bytes/sample"));
    return figures;
  }

  /** What writing took. */
  private record Written(
      double samplesPerSecond, double cpuSecondsPerMillion, double bytesPerSample) {}

  private static Written write(Interleaving samples, Path folder) throws IOException {
    double count = samples.samples();
    long cpuNs = ThisProcess.cpuNs();
    long begun = System.nanoTime();
    try (HistoryFolder history = new HistoryFolder(folder, POINTS)) {
      samples.writeTo(history);
      history.checkpoint();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    double cpuSeconds = (ThisProcess.cpuNs() - cpuNs) / 1e9;
    return new Written(
        count / seconds, cpuSeconds / (count / 1e6), HistoryFolder.settledBytes(folder) / count);
  }

  private static Measurement withPostgres(
      Measurement speed, Interleaving samples, BenchContext context)
      throws IOException, InterruptedException {
    try (PostgresPeer peer = PostgresPeer.start()) {
      Path rows = peer.folder().resolve("rows");
      PostgresRows.write(samples, rows);
      peer.hand(rows);
      peer.query(
          "CREATE TABLE sample (point integer NOT NULL, time bigint NOT NULL,"
              + " value double precision NOT NULL, quality integer NOT NULL);"
              + " CREATE INDEX ON sample (point, time)");
      long begun = System.nanoTime();
      peer.query("COPY sample FROM '" + rows + "' (FORMAT binary)");
      double perSecond = samples.samples() * 1e9 / (System.nanoTime() - begun);
      context.say("%s COPY: %,.0f samples/s".formatted(peer.name(), perSecond));
      return speed.withPeer(peer.name() + " COPY", perSecond);
    }
  }
}
