package io.millrace.bench.endtoend;

import io.millrace.bench.BenchContext;
import io.millrace.bench.Benchmark;
import io.millrace.bench.Goal;
import io.millrace.bench.Measurement;
import io.millrace.bench.mqtt.LoadGenerator;
import io.millrace.bench.mqtt.LoadPlan;
import io.millrace.bench.mqtt.LoadResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How long a device waits for its acknowledgement at 50,000 messages a second offered, whatever the
 * server does; and the same on a disk whose fsync takes 10 ms longer.
 */
public final class AckLatencyBenchmark implements Benchmark {
  private static final long OFFERED_PER_S = 50_000;
  private static final long WARMUP_MS = 10_000;
  private static final int SLOW_FSYNC_MS = 10;

  @Override
  public String name() {
    return "ack-latency";
  }

  @Override
  public String description() {
    return "from a message's due time to its PUBACK at 50,000 messages/s, also with a slow fsync";
  }

  @Override
  public List<Measurement> run(BenchContext context) throws Exception {
    List<Measurement> figures = new ArrayList<>();
    Path folder = context.workFolder();
    double fsyncMs = FsyncProbe.p99Ms(folder);
    LoadResult plain = measure(context, folder.resolve("plain"), Map.of());
    figures.add(
        Measurement.of("ack_p99_ms_at_50k", plain.latencyMs().p99(), "ms")
            .withGoal(Goal.below(10))
            .withPeer("fsync p99 of the disk", fsyncMs));
    figures.add(
        Measurement.of("ack_longest_ms_at_50k", plain.latencyMs().longest(), "ms")
            .withGoal(Goal.below(50)));
    Optional<Path> slowDisk = SlowDisk.build(folder);
    if (slowDisk.isEmpty()) {
      context.say("No C compiler (Debian: apt-get install gcc libc6-dev): no slow fsync.");
      return figures;
    }
    context.say("The same with an fsync that takes " + SLOW_FSYNC_MS + " ms longer …");
    LoadResult slow =
        measure(
            context,
            folder.resolve("slow"),
            Map.of(
                "LD_PRELOAD",
                slowDisk.get().toString(),
                "SLOW_FSYNC_MS",
                Integer.toString(SLOW_FSYNC_MS)));
    figures.add(
        Measurement.of("ack_p99_ms_at_50k_slow_fsync", slow.latencyMs().p99(), "ms")
            .withGoal(Goal.below(40)));
    return figures;
  }

  private static LoadResult measure(
      BenchContext context, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    try (ServerUnderTest server = ServerUnderTest.in(folder, environment)) {
      server.start("run");
      LoadPlan plan =
          new LoadPlan(
              new LoadPlan.Target(
                  server.mqtt(),
                  4,
                  "load-",
                  "bench/{c}/telemetry",
                  "load",
                  server.identities().deviceToken()),
              LoadPlan.Traffic.offered(1, OFFERED_PER_S),
              new LoadPlan.Times(WARMUP_MS, context.quick() ? 5_000 : 60_000));
      return new LoadGenerator(plan, server.figures().process().pid()).run();
    }
  }
}
