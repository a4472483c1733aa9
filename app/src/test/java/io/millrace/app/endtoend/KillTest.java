package io.millrace.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Kill -9 at full load, again and again: what was acknowledged is stored, once and in order. */
final class KillTest {
  private static final int KILLS = 3;
  private static final int DEVICES = 4;
  private static final long LOAD_NS = Duration.ofSeconds(2).toNanos();
  private static final int PAGE = 100_000;

  @TempDir Path folder;

  @Test
  void law1_every_acknowledged_message_is_stored_once_and_in_order() throws Exception {
    try (LiveServer server = LiveServer.run(folder)) {
      Person owner = server.owner();
      List<NumberingDevice> devices = new ArrayList<>();
      for (int i = 0; i < DEVICES; i++) {
        devices.add(new NumberingDevice(owner.device("device-" + i)));
      }
      for (int kill = 0; kill < KILLS; kill++) {
        for (NumberingDevice device : devices) {
          device.start(server.mqttPort());
        }
        LockSupport.parkNanos(LOAD_NS);
        server.kill();
        for (NumberingDevice device : devices) {
          device.stop();
        }
        server.start();
      }
      for (NumberingDevice device : devices) {
        assertThat(device.acknowledged()).isGreaterThan(100);
        await()
            .atMost(Duration.ofSeconds(30))
            .until(() -> stored(server.owner(), device).containsAll(device.acknowledgedNumbers()));
        assertThat(stored(server.owner(), device))
            .as("a number was given once, so it is stored once; and in order")
            .isSorted()
            .doesNotHaveDuplicates();
      }
    }
  }

  /** All numbers of a device that are stored, in the order of their times. */
  private static List<Long> stored(Person owner, NumberingDevice device) {
    List<Long> numbers = new ArrayList<>();
    String point = owner.unmappedPoint(device.identity(), NumberingDevice.PATH);
    if (point.isEmpty()) {
      return numbers;
    }
    String after = "";
    do {
      JsonNode page = owner.get("/api/v1/points/" + point + "/samples?limit=" + PAGE + after);
      page.path("samples").forEach(sample -> numbers.add(sample.path("value").asLong()));
      after = page.has("next") ? "&after=" + page.path("next").asString() : "";
    } while (!after.isEmpty());
    return numbers;
  }
}
