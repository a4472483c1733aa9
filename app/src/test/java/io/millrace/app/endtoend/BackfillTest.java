package io.millrace.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Three million samples of the past come in while the present goes on. */
final class BackfillTest {
  private static final int BODIES = 60;
  private static final int SAMPLES_OF_BODY = 50_000;
  private static final Instant PAST = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;

  @Test
  void law5_a_backfill_moves_no_latest_value_and_live_data_passes_it_by() {
    try (LiveServer server = LiveServer.run(folder)) {
      Person owner = server.owner();
      Person.Device archive = owner.device("archive");
      Person.Device press = owner.device("press");
      CompletableFuture<Void> backfill =
          CompletableFuture.runAsync(() -> fill(owner, archive), runnable -> thread(runnable));

      int live = 0;
      do {
        live++;
        int value = live;
        assertThat(owner.ingest(press, "press", "{\"count\":" + value + "}")).isEqualTo(204);
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> latest(owner, owner.unmappedPoint(press, "count")) == value);
      } while (!backfill.isDone());
      backfill.join();

      String past = owner.unmappedPoint(archive, "level");
      String all =
          "/api/v1/points/%s/buckets?count=1&from=%s&to=%s"
              .formatted(past, PAST, PAST.plusSeconds((long) BODIES * SAMPLES_OF_BODY));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () ->
                  assertThat(owner.get(all).path("buckets").get(0).path("count").asLong())
                      .isEqualTo((long) BODIES * SAMPLES_OF_BODY));
      assertThat(owner.get("/api/v1/latest").path("values"))
          .as("bulk moves no latest value")
          .noneMatch(value -> value.path("point").asString().equals(past));
    }
  }

  private static void thread(Runnable runnable) {
    Thread.ofPlatform().name("backfill").start(runnable);
  }

  private static void fill(Person owner, Person.Device archive) {
    for (int body = 0; body < BODIES; body++) {
      StringBuilder json = new StringBuilder("{\"series\":[{\"path\":\"level\",\"start\":");
      json.append(PAST.plusSeconds((long) body * SAMPLES_OF_BODY).toEpochMilli());
      json.append(",\"step\":1000,\"values\":[");
      for (int i = 0; i < SAMPLES_OF_BODY; i++) {
        json.append(i == 0 ? "" : ",").append(i % 100);
      }
      json.append("]}]}");
      int status = owner.ingest(archive, "tank?lane=bulk", json.toString());
      while (status == 429) {
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        status = owner.ingest(archive, "tank?lane=bulk", json.toString());
      }
      assertThat(status).isEqualTo(204);
    }
  }

  private static long latest(Person owner, String point) {
    if (point.isEmpty()) {
      return -1;
    }
    JsonNode value = owner.get("/api/v1/points/" + point + "/latest").path("value");
    return value.asLong(-1);
  }
}
