package io.millrace.broker.protocol;

/** The versions that are spoken. */
public enum ProtocolVersion {
  /** OASIS MQTT 3.1.1, 2014. */
  V3_1_1(4, "mqtt/3.1.1"),
  /** OASIS MQTT 5.0, 2019. */
  V5(5, "mqtt/5");

  /** What the journal's origins of both versions begin with. */
  public static final String PROTOCOL_PREFIX = "mqtt/";

  private final int level;
  private final String protocol;

  ProtocolVersion(int level, String protocol) {
    this.level = level;
    this.protocol = protocol;
  }

  /** The protocol level byte in CONNECT. */
  public int level() {
    return level;
  }

  /** The name in a record's origin. */
  public String protocol() {
    return protocol;
  }

  /** Whether reason codes and properties exist. */
  public boolean isV5() {
    return this == V5;
  }
}
