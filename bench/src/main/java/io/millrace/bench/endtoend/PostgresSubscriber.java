package io.millrace.bench.endtoend;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What people write to bring MQTT into PostgreSQL, written well: messages are decoded by a
 * streaming parser and copied in batches of thousands, a row per value.
 */
final class PostgresSubscriber implements AutoCloseable {
  private static final int QUEUE = 200_000;
  private static final int BATCH = 10_000;
  private static final long STOP_LIMIT_MS = 10_000;

  private final JsonFactory json = new JsonFactory();
  private final BlockingQueue<Mqtt3Publish> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Mqtt3AsyncClient client;
  private final Connection connection;
  private final Thread writer;
  private final AtomicLong committed = new AtomicLong();
  private volatile boolean stopped;

  private PostgresSubscriber(Mqtt3AsyncClient client, Connection connection) {
    this.client = client;
    this.connection = connection;
    this.writer = Thread.ofPlatform().daemon().name("subscriber").unstarted(this::write);
  }

  static PostgresSubscriber start(InetSocketAddress broker, int postgresPort) throws IOException {
    try {
      Connection connection =
          DriverManager.getConnection(
              "jdbc:postgresql://127.0.0.1:" + postgresPort + "/postgres", "millrace", "");
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE sample (topic text, name text, time_ms bigint, value float8)");
      }
      Mqtt3AsyncClient client =
          Mqtt3Client.builder()
              .identifier("subscriber")
              .serverHost(broker.getHostString())
              .serverPort(broker.getPort())
              .buildAsync();
      PostgresSubscriber subscriber = new PostgresSubscriber(client, connection);
      client.connect().join();
      client
          .subscribeWith()
          .topicFilter("bench/#")
          .qos(MqttQos.AT_LEAST_ONCE)
          .callback(subscriber::take)
          .send()
          .join();
      subscriber.writer.start();
      return subscriber;
    } catch (SQLException e) {
      throw new IOException("PostgreSQL takes no table.", e);
    }
  }

  private void take(Mqtt3Publish message) {
    try {
      queue.put(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write() {
    try {
      CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
      List<Mqtt3Publish> batch = new ArrayList<>(BATCH);
      while (!stopped) {
        Mqtt3Publish first = queue.poll(100, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        queue.drainTo(batch, BATCH - 1);
        copy.copyIn("COPY sample FROM STDIN", new ByteArrayInputStream(rows(batch)));
        committed.addAndGet(batch.size());
        batch.clear();
      }
    } catch (SQLException | IOException e) {
      throw new IllegalStateException("The subscriber failed.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private byte[] rows(List<Mqtt3Publish> batch) {
    StringBuilder rows = new StringBuilder(batch.size() * 120);
    for (Mqtt3Publish message : batch) {
      rows(message.getTopic().toString(), message.getPayloadAsBytes(), rows);
    }
    return rows.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void rows(String topic, byte[] payload, StringBuilder rows) {
    long timeMs = 0;
    @Nullable String name = null;
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), payload)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.PROPERTY_NAME) {
          name = parser.currentName();
        } else if (token.isNumeric() && "ts".equals(name)) {
          timeMs = parser.getLongValue();
        } else if (token.isNumeric()) {
          rows.append(topic).append('\t').append(name).append('\t').append(timeMs).append('\t');
          rows.append(parser.getDoubleValue()).append('\n');
        }
      }
    }
  }

  /** Messages whose rows are committed. */
  long committed() {
    return committed.get();
  }

  @Override
  public void close() throws IOException {
    stopped = true;
    client.disconnect().handle((_, _) -> null).join();
    queue.clear();
    try {
      writer.join(STOP_LIMIT_MS);
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
