package io.millrace.bench.history;

import io.millrace.bench.BenchContext;
import io.millrace.bench.Benchmark;
import io.millrace.bench.Goal;
import io.millrace.bench.Measurement;
import io.millrace.bench.peer.InfluxPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The worst case of values: random walks of doubles that use all their bits. Bytes on disk per
 * sample, indexes and statistics included, beside InfluxDB with the same samples after it has
 * compacted.
 */
public final class FullPrecisionBenchmark implements Benchmark {
  private static final int POINTS = 1000;
  private static final int ROUNDS = 3600;
  private static final int QUICK_ROUNDS = 600;
  private static final int LINES = 10_000;
  private static final long SEED = 2;

  @Override
  public String name() {
    return "history-full-precision";
  }

  @Override
  public String description() {
    return "bytes per sample of random walks of full precision; beside InfluxDB";
  }

  @Override
  public List<Measurement> run(BenchContext context) throws Exception {
    Interleaving samples =
        new Interleaving(
            Signal.fullPrecision(SEED), POINTS, context.quick() ? QUICK_ROUNDS : ROUNDS);
    Path folder = context.workFolder().resolve("history");
    try (HistoryFolder history = new HistoryFolder(folder, POINTS)) {
      samples.writeTo(history);
      history.checkpoint();
    }
    double ours = (double) HistoryFolder.settledBytes(folder) / samples.samples();
    Measurement bytes =
        Measurement.of("history_full_precision_bytes_per_sample", ours, "bytes/sample");
    if (!InfluxPeer.isInstalled()) {
      context.say("Peer not available: there is no influxd here, so there is no comparison.");
      return List.of(bytes);
    }
    try (InfluxPeer peer = InfluxPeer.start()) {
      write(samples, peer);
      double theirs = (double) peer.settledBytes() / samples.samples();
      String name = peer.name();
      context.say("%.2f bytes/sample; %s: %.2f".formatted(ours, name, theirs));
      return List.of(
          bytes.withPeer(name, theirs),
          Measurement.of("history_full_precision_vs_influxdb", ours / theirs, "×")
              .withGoal(Goal.atMost(1)));
    }
  }

  private static void write(Interleaving samples, InfluxPeer peer)
      throws IOException, InterruptedException {
    StringBuilder lines = new StringBuilder();
    int count = 0;
    for (int round = 0; round < samples.rounds(); round++) {
      for (int point = 0; point < samples.points(); point++) {
        lines
            .append("s,p=")
            .append(point)
            .append(" v=")
            .append(Double.longBitsToDouble(samples.bits(point, round)))
            .append(' ')
            .append(samples.timeNs(point, round))
            .append('\n');
        if (++count % LINES == 0) {
          peer.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
          lines.setLength(0);
        }
      }
    }
    if (!lines.isEmpty()) {
      peer.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
    }
  }
}
