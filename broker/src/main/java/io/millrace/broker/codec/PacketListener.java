package io.millrace.broker.codec;

import io.millrace.broker.protocol.MqttException;

/**
 * Takes the packets of one connection, in order, on its event loop. After {@link #refused} nothing
 * more comes.
 */
public interface PacketListener {
  /** So many bytes have arrived; the packets in them follow. */
  void arrived(int bytes);

  /** CONNECT. Other packets come only after it, but perhaps before it is answered. */
  void connect(ConnectPacket packet);

  /** PUBLISH; the packet is valid until this returns. */
  void publish(PublishPacket packet);

  /** PUBREL. */
  void release(int packetId);

  /** PUBACK, PUBREC or PUBCOMP, for something that we would have sent. */
  void acknowledged(PacketType type, int packetId);

  /** SUBSCRIBE. */
  void subscribe(SubscribePacket packet);

  /** UNSUBSCRIBE. */
  void unsubscribe(UnsubscribePacket packet);

  /** PINGREQ. */
  void ping();

  /** DISCONNECT. */
  void disconnect(DisconnectPacket packet);

  /** The bytes can't be taken: the connection is to be closed [MQTT-4.13.1-1]. */
  void refused(MqttException why);
}
