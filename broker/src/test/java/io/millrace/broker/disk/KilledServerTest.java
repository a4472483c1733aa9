package io.millrace.broker.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5AsyncClient;
import io.millrace.broker.support.Stored;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 while messages stream in, over RocksDB, with HiveMQ's client on the other side. */
class KilledServerTest {
  private static final int KILLS = 3;
  private static final int MESSAGES_BETWEEN_KILLS = 1_500;
  private static final int IN_FLIGHT = 200;

  @TempDir Path folder;

  private final List<Process> processes = new ArrayList<>();

  @AfterEach
  void close() {
    processes.forEach(Process::destroyForcibly);
  }

  private Process start(int port) throws IOException {
    Process process = FrontProcess.start(folder, port);
    processes.add(process);
    return process;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Mqtt5AsyncClient client(int port, String clientId) {
    return MqttClient.builder()
        .useMqttVersion5()
        .identifier(clientId)
        .serverHost("127.0.0.1")
        .serverPort(port)
        .simpleAuth()
        .username("device")
        .password("all".getBytes(UTF_8))
        .applySimpleAuth()
        .automaticReconnect()
        .initialDelay(20, TimeUnit.MILLISECONDS)
        .maxDelay(100, TimeUnit.MILLISECONDS)
        .applyAutomaticReconnect()
        .buildAsync();
  }

  /** One device that never stops to publish. */
  private static final class Stream {
    private final Mqtt5AsyncClient client;
    private final MqttQos qos;
    private final Semaphore window = new Semaphore(IN_FLIGHT);
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile boolean stopping;
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);

    Stream(int port, MqttQos qos) {
      this.client = client(port, "stream-" + qos.getCode());
      this.qos = qos;
      client.connectWith().cleanStart(false).sessionExpiryInterval(3_600).send().join();
      thread.start();
    }

    private void run() {
      for (int i = 0; !stopping; i++) {
        window.acquireUninterruptibly();
        String payload = qos.getCode() + "-" + i;
        client
            .publishWith()
            .topic("stream/" + qos.getCode())
            .qos(qos)
            .payload(payload.getBytes(UTF_8))
            .send()
            .whenComplete(
                (result, error) -> {
                  if (error == null && result.getError().isEmpty()) {
                    acknowledged.add(payload);
                  } else {
                    failed.incrementAndGet();
                  }
                  window.release();
                });
      }
    }

    void stop() throws InterruptedException {
      stopping = true;
      thread.join();
      await().atMost(Duration.ofSeconds(30)).until(() -> window.availablePermits() == IN_FLIGHT);
      client.disconnect().join();
    }
  }

  @Test
  void law1_what_was_acknowledged_is_stored_at_qos_2_once_and_in_order()
      throws IOException, InterruptedException {
    int port = freePort();
    Process server = start(port);
    Stream once = new Stream(port, MqttQos.EXACTLY_ONCE);
    Stream atLeastOnce = new Stream(port, MqttQos.AT_LEAST_ONCE);
    for (int kill = 0; kill < KILLS; kill++) {
      int once2 = once.acknowledged.size();
      int once1 = atLeastOnce.acknowledged.size();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  once.acknowledged.size() > once2 + MESSAGES_BETWEEN_KILLS
                      && atLeastOnce.acknowledged.size() > once1 + MESSAGES_BETWEEN_KILLS);
      server.destroyForcibly().waitFor();
      server = start(port);
    }
    once.stop();
    atLeastOnce.stop();
    server.destroyForcibly().waitFor();

    List<String> stored;
    try (DiskStores disk = new DiskStores(folder)) {
      stored = Stored.payloads(disk.journal());
    }
    List<String> stored2 = stored.stream().filter(each -> each.startsWith("2-")).toList();
    List<String> stored1 = stored.stream().filter(each -> each.startsWith("1-")).toList();
    assertThat(once.failed).hasValue(0);
    assertThat(stored2).doesNotHaveDuplicates().containsAll(once.acknowledged);
    assertThat(numbers(stored2)).isSorted();
    assertThat(stored1).containsAll(atLeastOnce.acknowledged);
    assertThat(numbers(stored1.stream().distinct().toList())).isSorted();
  }

  private static List<Integer> numbers(List<String> payloads) {
    return payloads.stream().map(each -> Integer.valueOf(each.substring(2))).toList();
  }
}
