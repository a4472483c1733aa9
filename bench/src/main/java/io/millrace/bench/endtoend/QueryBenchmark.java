package io.millrace.bench.endtoend;

import io.millrace.bench.BenchContext;
import io.millrace.bench.Benchmark;
import io.millrace.bench.Goal;
import io.millrace.bench.Measurement;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Questions over HTTP, as a screen asks them: warm, and once after a start. */
public final class QueryBenchmark implements Benchmark {
  private static final int MEASUREMENTS = 100;
  private static final int FIELDS = 100;
  private static final int YEAR_SAMPLES = 31_536_000;
  private static final int BODY_SAMPLES = 200_000;
  private static final int WARM_UP = 300;
  private static final int QUESTIONS = 101;
  private static final int LAST = 1_000;
  private static final Duration LAG_LIMIT = Duration.ofMinutes(5);
  private static final long POLL_NS = 200_000_000;
  private static final double NS_PER_MS = 1e6;

  @Override
  public String name() {
    return "query";
  }

  @Override
  public String description() {
    return "latest of 10,000 points, last 1,000 samples, 500 buckets of a year at 1 Hz, over HTTP";
  }

  @Override
  public List<Measurement> run(BenchContext context) throws Exception {
    try (ServerUnderTest server = ServerUnderTest.in(context.workFolder().resolve("server"))) {
      server.start("run");
      int samples = context.quick() ? YEAR_SAMPLES / 10 : YEAR_SAMPLES;
      Instant from = Instant.now().minusSeconds(samples + 60L).truncatedTo(ChronoUnit.SECONDS);
      context.say(samples + " samples of one point …");
      fillOne(server, from, samples);
      context.say("10,000 points …");
      fillMany(server);
      server.awaitNoLag(LAG_LIMIT);
      String point = pointOf(server, "year");
      String buckets =
          "/api/v1/points/%s/buckets?count=500&from=%s&to=%s"
              .formatted(point, from, from.plusSeconds(samples));
      String last = "/api/v1/points/" + point + "/samples?order=DESCENDING&limit=" + LAST;
      context.say("Asking, warm …");
      List<Measurement> figures = new ArrayList<>();
      figures.add(warm(server, "latest_10k_ms", "/api/v1/latest").withGoal(Goal.below(5)));
      figures.add(warm(server, "last_1000_ms", last).withGoal(Goal.below(2)));
      figures.add(warm(server, "buckets_500_of_31m_ms", buckets).withGoal(Goal.below(50)));
      context.say("Asking, after a start …");
      server.stop();
      server.start("run");
      figures.add(Measurement.of("buckets_500_of_31m_cold_ms", ask(server, buckets), "ms"));
      figures.add(Measurement.of("last_1000_cold_ms", ask(server, last), "ms"));
      figures.add(Measurement.of("latest_10k_cold_ms", ask(server, "/api/v1/latest"), "ms"));
      return figures;
    }
  }

  private static void fillOne(ServerUnderTest server, Instant from, int samples)
      throws IOException, InterruptedException {
    SplittableRandom random = new SplittableRandom(7);
    double value = 20;
    for (int done = 0; done < samples; done += BODY_SAMPLES) {
      StringBuilder body = new StringBuilder(BODY_SAMPLES * 6);
      body.append("{\"series\":[{\"path\":\"year\",\"start\":")
          .append(from.plusSeconds(done).toEpochMilli())
          .append(",\"step\":1000,\"values\":[");
      int end = Math.min(samples, done + BODY_SAMPLES);
      for (int i = done; i < end; i++) {
        value += (random.nextInt(21) - 10) / 100.0;
        body.append(i == done ? "" : ",").append(Math.round(value * 100) / 100.0);
      }
      send(server, "/api/v1/ingest/year?lane=bulk", "application/json", body.append("]}]}"));
    }
  }

  private static void fillMany(ServerUnderTest server) throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder();
    for (int m = 0; m < MEASUREMENTS; m++) {
      body.append('m').append(m);
      for (int f = 0; f < FIELDS; f++) {
        body.append(f == 0 ? ' ' : ',').append('f').append(f).append('=').append(m * 0.5 + f);
      }
      body.append('\n');
    }
    send(server, "/api/v2/write", "text/plain", body);
  }

  /** A server that is behind says so and is asked again, as any good client does. */
  private static void send(
      ServerUnderTest server, String path, String contentType, CharSequence body)
      throws IOException, InterruptedException {
    byte[] bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    HttpResponse<byte[]> response = server.post(path, contentType, bytes);
    while (response.statusCode() == 429 || response.statusCode() == 503) {
      LockSupport.parkNanos(POLL_NS);
      response = server.post(path, contentType, bytes);
    }
    if (response.statusCode() != 204) {
      throw new IOException(
          "The server refuses data: " + new String(response.body(), StandardCharsets.UTF_8));
    }
  }

  private static String pointOf(ServerUnderTest server, String path)
      throws IOException, InterruptedException {
    String list = "/api/v1/unmapped-points?limit=10000&source=" + server.identities().source();
    JsonNode points = JsonMapper.shared().readTree(server.get(list).body()).path("items");
    for (JsonNode point : points) {
      if (point.path("address").path("path").asString().equals(path)) {
        return point.path("id").asString();
      }
    }
    throw new IOException("There is no point at '" + path + "'.");
  }

  private static Measurement warm(ServerUnderTest server, String name, String path)
      throws IOException, InterruptedException {
    for (int i = 0; i < WARM_UP; i++) {
      ask(server, path);
    }
    double[] times = new double[QUESTIONS];
    for (int i = 0; i < QUESTIONS; i++) {
      times[i] = ask(server, path);
    }
    Arrays.sort(times);
    return Measurement.of(name, times[QUESTIONS / 2], "ms");
  }

  /** Milliseconds from the question to the last byte of its answer. */
  private static double ask(ServerUnderTest server, String path)
      throws IOException, InterruptedException {
    long fromNs = System.nanoTime();
    HttpResponse<byte[]> response = server.get(path);
    double ms = (System.nanoTime() - fromNs) / NS_PER_MS;
    if (response.statusCode() != 200) {
      throw new IOException(path + ": " + new String(response.body(), StandardCharsets.UTF_8));
    }
    return ms;
  }
}
