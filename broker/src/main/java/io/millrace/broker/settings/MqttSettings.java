package io.millrace.broker.settings;

/**
 * All settings of the MQTT front.
 *
 * @param listener where plain TCP is served
 * @param eventLoops threads that serve connections, 1 to 64
 * @param shutdownTimeoutMs how long closing waits for outstanding acknowledgements, 0 to 60,000
 * @param checkpointIntervalMs how often session state and retained messages are written to their
 *     store, 10 to 600,000; after a crash at most this much of the journal is folded again
 * @param connections who may connect
 * @param packets what a packet may be
 * @param flow how much a client may send and leave unread
 * @param sessions what outlives a connection
 * @param retained how much may be retained
 */
public record MqttSettings(
    TcpListenerSettings listener,
    int eventLoops,
    int shutdownTimeoutMs,
    int checkpointIntervalMs,
    ConnectionLimits connections,
    PacketLimits packets,
    FlowLimits flow,
    SessionLimits sessions,
    RetainedLimits retained) {
  public MqttSettings {
    Range.check("eventLoops", eventLoops, 1, 64);
    Range.check("shutdownTimeoutMs", shutdownTimeoutMs, 0, 60_000);
    Range.check("checkpointIntervalMs", checkpointIntervalMs, 10, 600_000);
    Range.check(
        "flow.largePacketBytes",
        flow.largePacketBytes(),
        packets.maxPacketBytes(),
        Integer.MAX_VALUE);
  }

  /** The defaults on this machine, on the loopback address. */
  public static MqttSettings defaults(TcpListenerSettings listener) {
    int processors = Runtime.getRuntime().availableProcessors();
    return new MqttSettings(
        listener,
        processors <= 2 ? 1 : Math.min(processors / 2, 4),
        5_000,
        2_000,
        ConnectionLimits.DEFAULTS,
        PacketLimits.DEFAULTS,
        FlowLimits.DEFAULTS,
        SessionLimits.DEFAULTS,
        RetainedLimits.DEFAULTS);
  }

  /** With other limits on connections. */
  public MqttSettings with(ConnectionLimits limits) {
    return new MqttSettings(
        listener,
        eventLoops,
        shutdownTimeoutMs,
        checkpointIntervalMs,
        limits,
        packets,
        flow,
        sessions,
        retained);
  }

  /** With other limits on packets. */
  public MqttSettings with(PacketLimits limits) {
    return new MqttSettings(
        listener,
        eventLoops,
        shutdownTimeoutMs,
        checkpointIntervalMs,
        connections,
        limits,
        flow,
        sessions,
        retained);
  }

  /** With other limits on flow. */
  public MqttSettings with(FlowLimits limits) {
    return new MqttSettings(
        listener,
        eventLoops,
        shutdownTimeoutMs,
        checkpointIntervalMs,
        connections,
        packets,
        limits,
        sessions,
        retained);
  }

  /** With other limits on sessions. */
  public MqttSettings with(SessionLimits limits) {
    return new MqttSettings(
        listener,
        eventLoops,
        shutdownTimeoutMs,
        checkpointIntervalMs,
        connections,
        packets,
        flow,
        limits,
        retained);
  }

  /** With other limits on retained messages. */
  public MqttSettings with(RetainedLimits limits) {
    return new MqttSettings(
        listener,
        eventLoops,
        shutdownTimeoutMs,
        checkpointIntervalMs,
        connections,
        packets,
        flow,
        sessions,
        limits);
  }
}
