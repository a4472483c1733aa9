package io.millrace.demo.gateway;

import io.millrace.demo.error.DemoError;
import io.millrace.demo.error.DemoException;
import io.millrace.demo.mqtt.MqttConnection;
import io.millrace.demo.mqtt.MqttLogin;
import io.millrace.demo.payload.Message;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes with QoS 1: several messages may be on their way, and each stays in the outbox until
 * its PUBACK. A server acknowledges in the order of the messages (MQTT 5.0, 4.6).
 */
public final class MqttCarrier implements Carrier {
  private static final int LAST_PACKET_ID = 65_535;
  private static final long WAIT_MS = 100;

  private final InetSocketAddress server;
  private final MqttLogin login;
  private final UplinkSettings settings;

  /** A carrier to a server. */
  public MqttCarrier(InetSocketAddress server, MqttLogin login, UplinkSettings settings) {
    this.server = server;
    this.login = login;
    this.settings = settings;
  }

  @Override
  public void carry(Outbox outbox, BooleanSupplier mayGoOn, Runnable onProgress)
      throws IOException, InterruptedException {
    MqttConnection connection = MqttConnection.open(server, login, settings.timeout());
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    Thread reader =
        Thread.ofVirtual()
            .name("puback-" + login.clientId())
            .unstarted(() -> readAcknowledgements(connection, outbox, onProgress, failure));
    try {
      onProgress.run();
      reader.start();
      write(connection, outbox, () -> mayGoOn.getAsBoolean() && failure.get() == null);
    } finally {
      connection.disconnect();
      reader.join();
    }
    rethrow(failure.get(), mayGoOn);
  }

  private void write(MqttConnection connection, Outbox outbox, BooleanSupplier mayGoOn)
      throws IOException, InterruptedException {
    int window = Math.min(settings.window(), connection.receiveMaximum());
    long pingAfterNs = settings.keepAlive().toNanos() / 2;
    long lastNs = System.nanoTime();
    int packetId = 0;
    while (mayGoOn.getAsBoolean()) {
      Message message = outbox.next(window, 0);
      if (message == null) {
        connection.flush();
        message = outbox.next(window, WAIT_MS);
      }
      if (message != null) {
        packetId = packetId % LAST_PACKET_ID + 1;
        connection.publish(packetId, message.topic(), message.contentType(), message.payload());
        lastNs = System.nanoTime();
      } else if (System.nanoTime() - lastNs > pingAfterNs) {
        connection.ping();
        lastNs = System.nanoTime();
      }
    }
  }

  private static void readAcknowledgements(
      MqttConnection connection,
      Outbox outbox,
      Runnable onProgress,
      AtomicReference<@Nullable Exception> failure) {
    int expected = 1;
    try {
      while (true) {
        int packetId = connection.awaitAcknowledgement();
        if (packetId != expected) {
          throw new DemoException(
              DemoError.PROTOCOL_VIOLATED,
              "The server acknowledged message "
                  + packetId
                  + " while "
                  + expected
                  + " was due; acknowledgements come in order.");
        }
        outbox.acknowledge(1);
        onProgress.run();
        expected = expected % LAST_PACKET_ID + 1;
      }
    } catch (IOException | DemoException e) {
      failure.set(e);
    }
  }

  /** If we ended the connection ourselves, that it ended is no failure. */
  private static void rethrow(@Nullable Exception failure, BooleanSupplier mayGoOn)
      throws IOException {
    switch (failure) {
      case DemoException e -> throw e;
      case IOException e when mayGoOn.getAsBoolean() -> throw e;
      case null, default -> {}
    }
  }
}
