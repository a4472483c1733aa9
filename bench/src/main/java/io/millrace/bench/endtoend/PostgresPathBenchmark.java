package io.millrace.bench.endtoend;

import io.millrace.bench.BenchContext;
import io.millrace.bench.Benchmark;
import io.millrace.bench.Goal;
import io.millrace.bench.Measurement;
import io.millrace.bench.mqtt.LoadGenerator;
import io.millrace.bench.mqtt.LoadPlan;
import io.millrace.bench.mqtt.LoadResult;
import io.millrace.bench.peer.Mosquitto;
import io.millrace.bench.peer.PostgresPeer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The path that is usually built instead: mosquitto, a subscriber that decodes, PostgreSQL. Counted
 * are messages whose rows are committed when the load ends, in both cases.
 */
public final class PostgresPathBenchmark implements Benchmark {
  private static final long WARMUP_MS = 10_000;
  private static final double MS_PER_S = 1e3;
  private static final Duration LAG_LIMIT = Duration.ofMinutes(2);

  @Override
  public String name() {
    return "ingest-postgres";
  }

  @Override
  public String description() {
    return "MQTT QoS 1 to queryable, beside mosquitto → subscriber → PostgreSQL (COPY)";
  }

  @Override
  public List<Measurement> run(BenchContext context) throws Exception {
    long durationMs = context.quick() ? 5_000 : 30_000;
    if (!PostgresPeer.isInstalled()) {
      context.say("PostgreSQL is not installed (Debian: apt-get install postgresql).");
      return List.of();
    }
    Optional<Double> stored = throughPostgres(context, durationMs);
    if (stored.isEmpty()) {
      context.say("mosquitto is not installed (Debian: apt-get install mosquitto).");
      return List.of();
    }
    double ours = throughMillrace(context, durationMs);
    return List.of(
        Measurement.of("ingest_vs_postgres", ours / stored.get(), "times")
            .withGoal(Goal.atLeast(5)),
        Measurement.of("ingest_postgres_path_msgs_per_s", stored.get(), "messages/s"));
  }

  private static Optional<Double> throughPostgres(BenchContext context, long durationMs)
      throws IOException, InterruptedException {
    Optional<Mosquitto> broker = Mosquitto.start(context.workFolder().resolve("mosquitto"));
    if (broker.isEmpty()) {
      return Optional.empty();
    }
    context.say("mosquitto → subscriber → PostgreSQL …");
    try (Mosquitto mosquitto = broker.get();
        PostgresPeer postgres = PostgresPeer.start();
        PostgresSubscriber subscriber =
            PostgresSubscriber.start(mosquitto.address(), postgres.port())) {
      LoadPlan plan = plan(mosquitto.address(), null, durationMs);
      Counting counting = new Counting(subscriber, WARMUP_MS);
      new LoadGenerator(plan, 0).run();
      return Optional.of(counting.committedPerS());
    }
  }

  /** Counts what is committed after the warm-up. */
  private static final class Counting {
    private final PostgresSubscriber subscriber;
    private final Thread thread;
    private volatile long committedBefore;
    private volatile long fromNs;

    Counting(PostgresSubscriber subscriber, long warmupMs) {
      this.subscriber = subscriber;
      thread =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      Thread.sleep(warmupMs);
                    } catch (InterruptedException e) {
                      return;
                    }
                    committedBefore = subscriber.committed();
                    fromNs = System.nanoTime();
                  });
    }

    double committedPerS() throws InterruptedException {
      thread.join();
      return (subscriber.committed() - committedBefore) / ((System.nanoTime() - fromNs) / 1e9);
    }
  }

  private static double throughMillrace(BenchContext context, long durationMs)
      throws IOException, InterruptedException {
    context.say("Millrace …");
    try (ServerUnderTest server = ServerUnderTest.in(context.workFolder().resolve("server"))) {
      server.start("run");
      LoadResult load =
          new LoadGenerator(plan(server.mqtt(), server.identities().deviceToken(), durationMs), 0)
              .run();
      double lagS = server.awaitNoLag(LAG_LIMIT).toMillis() / MS_PER_S;
      return load.messages() / (durationMs / MS_PER_S + lagS);
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
