package io.millrace.bench.mqtt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A PUBLISH packet with holes: packet identifier, time and two values are patched in place, so that
 * a message costs a few stores and nothing is built.
 */
final class PublishTemplate {
  private static final String TIME = "1700000000000";
  private static final String VALUE = "50.0000";
  private static final int TIME_DIGITS = TIME.length();
  private static final int FRACTION_DIGITS = 4;

  private final byte[] packet;
  private final int packetIdAt;
  private final int timeAt;
  private final int firstFractionAt;
  private final int secondFractionAt;

  PublishTemplate(int level, int qos, String topic, int payloadBytes) {
    byte[] payload = payload(payloadBytes).getBytes(StandardCharsets.US_ASCII);
    packet = PacketBytes.publish(level, qos, topic, payload);
    int payloadAt = packet.length - payload.length;
    packetIdAt = qos == 0 ? -1 : payloadAt - (level == 5 ? 3 : 2);
    String text = new String(payload, StandardCharsets.US_ASCII);
    timeAt = payloadAt + text.indexOf(TIME);
    int first = text.indexOf(VALUE);
    firstFractionAt = payloadAt + first + 3;
    secondFractionAt = payloadAt + text.indexOf(VALUE, first + 1) + 3;
  }

  /** The smallest payload has no padding; white space fills up to a greater size. */
  private static String payload(int bytes) {
    String head = "{\"ts\":" + TIME + ",\"values\":{\"hydraulic_oil_temperature_celsius\":" + VALUE;
    String tail = ",\"main_spindle_motor_current_ampere\":" + VALUE + "}}";
    return head + " ".repeat(Math.max(0, bytes - head.length() - tail.length())) + tail;
  }

  /** Bytes of a packet. */
  int length() {
    return packet.length;
  }

  /** Writes {@code count} packets with their holes. */
  ByteBuffer copies(int count) {
    ByteBuffer out = ByteBuffer.allocateDirect(count * packet.length);
    for (int i = 0; i < count; i++) {
      out.put(packet);
    }
    return out;
  }

  /**
   * Fills the holes of copy {@code slot}.
   *
   * @param packetId ignored at QoS 0
   * @param timeMs milliseconds since the epoch
   * @param noise any number; its low digits become the values' fractions
   */
  void patch(ByteBuffer copies, int slot, int packetId, long timeMs, int noise) {
    int at = slot * packet.length;
    if (packetIdAt >= 0) {
      copies.putShort(at + packetIdAt, (short) packetId);
    }
    digits(copies, at + timeAt, TIME_DIGITS, timeMs);
    digits(copies, at + firstFractionAt, FRACTION_DIGITS, noise & 0x1fff);
    digits(copies, at + secondFractionAt, FRACTION_DIGITS, noise >>> 13 & 0x1fff);
  }

  private static void digits(ByteBuffer out, int at, int count, long value) {
    long rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      long next = rest / 10;
      out.put(i, (byte) ('0' + (rest - next * 10)));
      rest = next;
    }
  }
}
