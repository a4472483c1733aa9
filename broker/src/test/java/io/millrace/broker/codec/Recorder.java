package io.millrace.broker.codec;

import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes down what a framer hands over. */
final class Recorder implements PacketListener {
  final List<String> packets = new ArrayList<>();
  @Nullable MqttException refusal;
  private @Nullable ConnectPacket connect;
  private @Nullable SubscribePacket subscribe;

  ConnectPacket connectPacket() {
    return Objects.requireNonNull(connect, "No CONNECT came.");
  }

  SubscribePacket subscribePacket() {
    return Objects.requireNonNull(subscribe, "No SUBSCRIBE came.");
  }

  MqttError refusedFor() {
    return Objects.requireNonNull(refusal, "Nothing was refused.").error();
  }

  @Override
  public void arrived(int bytes) {}

  @Override
  public void connect(ConnectPacket packet) {
    connect = packet;
    packets.add("CONNECT " + packet.clientId());
  }

  @Override
  public void publish(PublishPacket packet) {
    byte[] topic = new byte[packet.topicLength()];
    packet.buffer().getBytes(packet.topicAt(), topic);
    byte[] payload = new byte[packet.payloadLength()];
    packet.buffer().getBytes(packet.payloadAt(), payload);
    packets.add(
        "PUBLISH "
            + Utf8.decode(topic)
            + " q"
            + packet.qos()
            + (packet.dup() ? " dup" : "")
            + (packet.retain() ? " retain" : "")
            + " id"
            + packet.packetId()
            + " alias"
            + packet.topicAlias()
            + " "
            + new String(payload, StandardCharsets.ISO_8859_1).hashCode()
            + " "
            + packet.properties().contentType()
            + packet.properties().userProperties());
  }

  @Override
  public void release(int packetId) {
    packets.add("PUBREL " + packetId);
  }

  @Override
  public void acknowledged(PacketType type, int packetId) {
    packets.add(type + " " + packetId);
  }

  @Override
  public void subscribe(SubscribePacket packet) {
    subscribe = packet;
    packets.add(packet.toString());
  }

  @Override
  public void unsubscribe(UnsubscribePacket packet) {
    packets.add(packet.toString());
  }

  @Override
  public void ping() {
    packets.add("PINGREQ");
  }

  @Override
  public void disconnect(DisconnectPacket packet) {
    packets.add(packet.toString());
  }

  @Override
  public void refused(MqttException why) {
    if (refusal != null) {
      throw new AssertionError("Refused twice.");
    }
    refusal = why;
  }
}
