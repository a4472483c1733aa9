package io.millrace.app.endtoend;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A device that publishes 1, 2, 3 … as quickly as it is let, each number once in its life and at
 * its own time, and remembers what was acknowledged.
 */
final class NumberingDevice {
  /** Where the number stands in the message. */
  static final String PATH = "number";

  private static final int IN_FLIGHT = 50;
  private static final long FIRST_MS = 1_780_000_000_000L;
  private static final long STOP_LIMIT_S = 20;

  private final Person.Device identity;
  private final AtomicLong next = new AtomicLong();
  private final Set<Long> acknowledged = new ConcurrentSkipListSet<>();
  private @Nullable Mqtt3AsyncClient client;
  private @Nullable Thread thread;
  private volatile boolean stopped;

  NumberingDevice(Person.Device identity) {
    this.identity = identity;
  }

  Person.Device identity() {
    return identity;
  }

  /** Connects and begins, or goes on. */
  void start(int port) {
    stopped = false;
    Mqtt3AsyncClient connected =
        Mqtt3Client.builder()
            .identifier(identity.name())
            .serverHost("127.0.0.1")
            .serverPort(port)
            .buildAsync();
    connected
        .connectWith()
        .simpleAuth()
        .username(identity.name())
        .password(identity.token().getBytes(StandardCharsets.UTF_8))
        .applySimpleAuth()
        .send()
        .join();
    client = connected;
    thread = Thread.ofPlatform().name(identity.name()).start(() -> publishAll(connected));
  }

  private void publishAll(Mqtt3AsyncClient connected) {
    Semaphore inFlight = new Semaphore(IN_FLIGHT);
    while (!stopped) {
      try {
        if (!inFlight.tryAcquire(100, TimeUnit.MILLISECONDS)) {
          continue;
        }
      } catch (InterruptedException e) {
        return;
      }
      long number = next.incrementAndGet();
      connected
          .publishWith()
          .topic("numbers/" + identity.name())
          .qos(MqttQos.AT_LEAST_ONCE)
          .payload(message(number))
          .send()
          .whenComplete(
              (_, failure) -> {
                if (failure == null) {
                  acknowledged.add(number);
                  inFlight.release();
                }
              });
    }
  }

  private static byte[] message(long number) {
    return ("{\"ts\":" + (FIRST_MS + number) + ",\"values\":{\"" + PATH + "\":" + number + "}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Stops after the server has gone. */
  void stop() throws InterruptedException {
    stopped = true;
    if (thread != null) {
      thread.join(TimeUnit.SECONDS.toMillis(STOP_LIMIT_S));
    }
    if (client != null) {
      client.disconnect().handle((_, _) -> null).join();
    }
  }

  /** How many messages were acknowledged. */
  int acknowledged() {
    return acknowledged.size();
  }

  /** Which. */
  List<Long> acknowledgedNumbers() {
    return List.copyOf(acknowledged);
  }
}
