package io.millrace.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.app.testing.Child;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code ./millrace demo}: a foundry that speaks to the server from outside. */
final class DemoPlantTest {
  private static final int MANY_POINTS = 200;
  private static final String POWER = "Plant 1/Melting/Furnace 1/Melt temperature";

  @TempDir Path folder;

  @Test
  void the_plant_is_alive_marked_as_simulated_and_leaves_no_gap_when_its_plug_is_pulled()
      throws Exception {
    try (LiveServer server = LiveServer.demo(folder)) {
      Person owner = server.owner();
      JsonNode sources = owner.get("/api/v1/sources").path("items");
      assertThat(sources).hasSize(10);
      assertThat(sources).allMatch(source -> source.path("simulated").asBoolean());

      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> owner.get("/api/v1/latest").path("values").size() >= MANY_POINTS);

      Instant before = Instant.now();
      try (Child plug =
          Child.server(
              Map.of(),
              "pull-the-plug",
              "--config",
              folder.resolve("millrace.yaml").toString(),
              "--seconds",
              "5")) {
        assertThat(plug.exitCode()).as(plug.output()).isZero();
      }
      Instant after = before.plusSeconds(12);
      String point =
          owner.get("/api/v1/point-by-path?path=" + encoded(POWER)).path("id").asString();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> !times(owner, point, after, after.plusSeconds(60)).isEmpty());
      assertLongestPause(times(owner, point, before, after), Duration.ofSeconds(4));
    }
  }

  private static void assertLongestPause(List<Instant> times, Duration longest) {
    assertThat(times).hasSizeGreaterThan(2);
    for (int i = 1; i < times.size(); i++) {
      assertThat(Duration.between(times.get(i - 1), times.get(i)))
          .as("the pause before %s", times.get(i))
          .isLessThan(longest);
    }
  }

  private static List<Instant> times(Person owner, String point, Instant from, Instant to) {
    List<Instant> times = new ArrayList<>();
    owner
        .get("/api/v1/points/" + point + "/samples?from=" + from + "&to=" + to)
        .path("samples")
        .forEach(sample -> times.add(Instant.parse(sample.path("time").asString())));
    return times;
  }

  private static String encoded(String path) {
    return path.replace("/", "%2F").replace(" ", "%20");
  }
}
