package io.millrace.bench.endtoend;

import io.millrace.bench.BenchContext;
import io.millrace.bench.Benchmark;
import io.millrace.bench.Goal;
import io.millrace.bench.Measurement;
import io.millrace.bench.mqtt.LoadGenerator;
import io.millrace.bench.mqtt.LoadPlan;
import io.millrace.bench.mqtt.LoadResult;
import io.millrace.bench.peer.Mosquitto;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The main job: MQTT QoS 1, acknowledged after the fsync, decoded, stored and queryable; 50 clients
 * with 50 messages in flight each. Mosquitto alone, with persistence off, in the same run.
 */
public final class IngestBenchmark implements Benchmark {
  private static final long WARMUP_MS = 10_000;

  /** Payload and topic: what a device hands over. */
  private static final double MESSAGE_BYTES = 120 + "bench/00/telemetry".length();

  private static final int MIB = 1 << 20;
  private static final Duration LAG_LIMIT = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String description() {
    return "MQTT QoS 1 to disk, decoded and stored, for 60 s; beside mosquitto without persistence";
  }

  @Override
  public List<Measurement> run(BenchContext context) throws Exception {
    long durationMs = context.quick() ? 5_000 : 60_000;
    List<Measurement> figures = new ArrayList<>();
    Optional<Double> mosquitto = mosquitto(context, durationMs);
    double fsyncMs = FsyncProbe.p99Ms(context.workFolder());
    figures.add(Measurement.of("ingest_disk_fsync_p99_ms", fsyncMs, "ms"));
    try (ServerUnderTest server = ServerUnderTest.in(context.workFolder().resolve("server"))) {
      server.start("run");
      measure(context, server, durationMs, mosquitto, figures);
    }
    return figures;
  }

  private static void measure(
      BenchContext context,
      ServerUnderTest server,
      long durationMs,
      Optional<Double> mosquitto,
      List<Measurement> figures)
      throws IOException, InterruptedException {
    ProcessFigures process = server.figures();
    context.say("Millrace, " + durationMs / 1000 + " s after a warm-up …");
    long writtenBefore = process.writtenBytes();
    MostResident resident = new MostResident(process);
    LoadResult load =
        new LoadGenerator(
                plan(server.mqtt(), server.identities().deviceToken(), durationMs),
                process.process().pid())
            .run();
    long residentBytes = resident.stop();
    Duration lag = server.awaitNoLag(LAG_LIMIT);
    // What is in memory when the load ends is written too: the next checkpoint brings it to disk.
    Thread.sleep(Duration.ofSeconds(15));
    double written = process.writtenBytes() - writtenBefore;
    double received =
        (double) load.messages() * (durationMs + WARMUP_MS) / durationMs * MESSAGE_BYTES;
    Measurement rate =
        Measurement.of("ingest_qos1_msgs_per_s", load.messagesPerS(), "messages/s")
            .withGoal(Goal.atLeast(250_000));
    figures.add(mosquitto.map(peer -> rate.withPeer("mosquitto", peer)).orElse(rate));
    mosquitto.ifPresent(
        peer ->
            figures.add(
                Measurement.of("ingest_qos1_vs_mosquitto", load.messagesPerS() / peer, "times")
                    .withGoal(Goal.atLeast(1.5))));
    figures.add(
        Measurement.of(
                "ingest_cpu_s_per_million", load.serverCpuSPerMillion(), "CPU-s/million messages")
            .withGoal(Goal.atMost(3)));
    figures.add(
        Measurement.of("ingest_backlog_s", lag.toMillis() / 1e3, "s").withGoal(Goal.atMost(5)));
    figures.add(
        Measurement.of("rss_load_mb", residentBytes / (double) MIB, "MiB")
            .withGoal(Goal.atMost(900)));
    figures.add(
        Measurement.of("write_amplification", written / received, "bytes/byte")
            .withGoal(Goal.atMost(3)));
    figures.add(
        Measurement.of(
            "ingest_lost_messages", (double) (load.lost() + load.refused()), "messages"));
  }

  private static Optional<Double> mosquitto(BenchContext context, long durationMs)
      throws IOException {
    Optional<Mosquitto> started = Mosquitto.start(context.workFolder().resolve("mosquitto"));
    if (started.isEmpty()) {
      context.say("mosquitto is not installed (Debian: apt-get install mosquitto); no peer.");
      return Optional.empty();
    }
    try (Mosquitto mosquitto = started.get()) {
      context.say(mosquitto.version() + ", persistence off …");
      LoadResult load =
          new LoadGenerator(
                  plan(mosquitto.address(), null, Math.min(durationMs, 20_000)),
                  mosquitto.process().pid())
              .run();
      return Optional.of(load.messagesPerS());
    }
  }

  private static LoadPlan plan(InetSocketAddress address, @Nullable String token, long durationMs) {
    return new LoadPlan(
        new LoadPlan.Target(
            address, 4, "load-", "bench/{c}/telemetry", token == null ? null : "load", token),
        LoadPlan.Traffic.closedLoop(1),
        new LoadPlan.Times(WARMUP_MS, durationMs));
  }
}
