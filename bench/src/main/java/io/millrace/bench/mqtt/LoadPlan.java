package io.millrace.bench.mqtt;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What load to put on which server, and for how long. */
public record LoadPlan(Target target, Traffic traffic, Times times) {
  private static final int MAX_CONNECTIONS = 20_000;
  private static final int MAX_IN_FLIGHT = 60_000;

  /**
   * Whom to load, and as whom.
   *
   * @param server where it listens
   * @param protocolLevel 4 for MQTT 3.1.1, 5 for MQTT 5
   * @param clientIdPrefix client ids are this and the client's number
   * @param topic topic of a client's messages; {@code {c}} stands for the client's number
   * @param userName user name, if any
   * @param password password, if any
   */
  public record Target(
      InetSocketAddress server,
      int protocolLevel,
      String clientIdPrefix,
      String topic,
      @Nullable String userName,
      @Nullable String password) {
    public Target {
      require(protocolLevel == 4 || protocolLevel == 5, "The protocol level is 4 or 5.");
    }

    /** MQTT 3.1.1 without credentials. */
    public static Target of(InetSocketAddress server) {
      return new Target(server, 4, "load-", "bench/{c}/telemetry", null, null);
    }

    String topicOf(int client) {
      return topic.replace("{c}", Integer.toString(client));
    }
  }

  /**
   * How much.
   *
   * @param connections clients at the same time, 1 to 20,000
   * @param inFlight messages that each client has sent and not seen acknowledged, 1 to 60,000
   * @param qos 0, 1 or 2; at QoS 0 a PINGREQ after each burst stands for the acknowledgement
   * @param messagesPerS offered rate over all clients; 0 for closed loop, where each
   *     acknowledgement sets off the next message
   * @param payloadBytes least size of a payload, which is JSON with two values
   */
  public record Traffic(
      int connections, int inFlight, int qos, long messagesPerS, int payloadBytes) {
    public Traffic {
      require(connections >= 1 && connections <= MAX_CONNECTIONS, "1 to 20,000 connections.");
      require(inFlight >= 1 && inFlight <= MAX_IN_FLIGHT, "1 to 60,000 messages in flight.");
      require(qos >= 0 && qos <= 2, "QoS is 0, 1 or 2.");
      require(messagesPerS >= 0, "The rate is not negative.");
    }

    /** 50 clients with 50 messages in flight each, of about 120 bytes, closed loop. */
    public static Traffic closedLoop(int qos) {
      return new Traffic(50, 50, qos, 0, 120);
    }

    /** 50 clients that offer so many messages of about 120 bytes, whatever the server does. */
    public static Traffic offered(int qos, long messagesPerS) {
      return new Traffic(50, 1_000, qos, messagesPerS, 120);
    }

    boolean isOpenLoop() {
      return messagesPerS > 0;
    }
  }

  /**
   * How long.
   *
   * @param warmupMs before measuring
   * @param durationMs measured
   */
  public record Times(long warmupMs, long durationMs) {
    public Times {
      require(warmupMs >= 0 && durationMs > 0, "Durations are positive.");
    }
  }

  private static void require(boolean holds, String sentence) {
    if (!holds) {
      throw new IllegalArgumentException(sentence);
    }
  }
}
