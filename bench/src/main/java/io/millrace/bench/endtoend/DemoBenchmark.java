package io.millrace.bench.endtoend;

import io.millrace.bench.BenchContext;
import io.millrace.bench.Benchmark;
import io.millrace.bench.Goal;
import io.millrace.bench.Measurement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the demo plant costs: its 30 days of past data on disk, and the server's memory at rest. */
public final class DemoBenchmark implements Benchmark {
  private static final Pattern COMPLETE =
      Pattern.compile("Past data is complete: (\\d+) samples in ([0-9.]+) s");
  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration REST = Duration.ofMinutes(3);
  private static final int MIB = 1 << 20;

  @Override
  public String name() {
    return "demo-at-rest";
  }

  @Override
  public String description() {
    return "30 days of the demo plant on disk, and the server's memory with the plant connected";
  }

  @Override
  public List<Measurement> run(BenchContext context) throws Exception {
    try (ServerUnderTest server = ServerUnderTest.in(context.workFolder().resolve("server"))) {
      server.start("demo");
      context.say("30 days of past data …");
      Matcher complete = awaitComplete(server);
      double samples = Double.parseDouble(complete.group(1));
      double loadS = Double.parseDouble(complete.group(2));
      server.awaitNoLag(LIMIT);
      context.say("At rest …");
      Thread.sleep(context.quick() ? Duration.ofSeconds(10) : REST);
      double residentMb = server.figures().residentBytes() / (double) MIB;
      server.stop();
      double bytes = size(server.dataFolder().resolveSibling("data-demo").resolve("history"));
      return List.of(
          Measurement.of("demo_history_bytes_per_sample", bytes / samples, "bytes/sample")
              .withGoal(Goal.atMost(2)),
          Measurement.of("rss_idle_mb", residentMb, "MiB").withGoal(Goal.atMost(350)),
          Measurement.of("demo_past_load_s", loadS, "s").withGoal(Goal.atMost(20)));
    }
  }

  private static Matcher awaitComplete(ServerUnderTest server)
      throws IOException, InterruptedException {
    long fromNs = System.nanoTime();
    while (System.nanoTime() - fromNs < LIMIT.toNanos()) {
      Matcher matcher = COMPLETE.matcher(server.log());
      if (matcher.find()) {
        return matcher;
      }
      Thread.sleep(Duration.ofMillis(200));
    }
    throw new IllegalStateException("The past data was not complete after " + LIMIT + ".");
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(DemoBenchmark::sizeOf).sum();
    }
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
