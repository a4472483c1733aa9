package io.millrace.demo.mqtt;

/** A version of the protocol. */
public enum MqttVersion {
  V3_1_1(4),
  V5(5);

  private final int level;

  MqttVersion(int level) {
    this.level = level;
  }

  /** The protocol level in CONNECT. */
  int level() {
    return level;
  }
}
