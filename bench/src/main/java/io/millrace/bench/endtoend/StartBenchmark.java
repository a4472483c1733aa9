package io.millrace.bench.endtoend;

import io.millrace.bench.BenchContext;
import io.millrace.bench.Benchmark;
import io.millrace.bench.Goal;
import io.millrace.bench.Measurement;
import io.millrace.bench.mqtt.LoadGenerator;
import io.millrace.bench.mqtt.LoadPlan;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** How quickly it starts, also after kill -9 at full load. */
public final class StartBenchmark implements Benchmark {
  private static final int STARTS = 5;
  private static final double MS_PER_S = 1e3;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String description() {
    return "from the start of the process to ready; and after kill -9 at full load";
  }

  @Override
  public List<Measurement> run(BenchContext context) throws Exception {
    List<Measurement> figures = new ArrayList<>();
    try (ServerUnderTest server = ServerUnderTest.in(context.workFolder().resolve("server"))) {
      // The first start of a build makes the archive that the others begin from.
      server.start("run");
      List<Duration> starts = new ArrayList<>();
      for (int i = 0; i < STARTS; i++) {
        server.stop();
        starts.add(server.start("run"));
      }
      starts.sort(null);
      figures.add(seconds("startup_s", starts.get(STARTS / 2)).withGoal(Goal.below(3)));

      context.say("kill -9 at full load …");
      loadAndKill(server, context.quick() ? 5_000 : 30_000);
      figures.add(seconds("restart_ready_s", server.start("run")).withGoal(Goal.below(10)));
    }
    return figures;
  }

  private static Measurement seconds(String name, Duration duration) {
    return Measurement.of(name, duration.toMillis() / MS_PER_S, "s");
  }

  private static void loadAndKill(ServerUnderTest server, long loadMs) throws InterruptedException {
    LoadPlan plan =
        new LoadPlan(
            new LoadPlan.Target(
                server.mqtt(),
                4,
                "load-",
                "bench/{c}/telemetry",
                "load",
                server.identities().deviceToken()),
            LoadPlan.Traffic.closedLoop(1),
            new LoadPlan.Times(0, loadMs + 60_000));
    CompletableFuture<Void> load =
        CompletableFuture.runAsync(
            () -> {
              try {
                new LoadGenerator(plan, 0).run();
              } catch (IOException e) {
                // The server was killed under it, as meant.
              }
            });
    Thread.sleep(loadMs);
    server.kill();
    load.handle((_, _) -> null).join();
  }
}
