package io.millrace.broker.support;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/**
 * A socket, and Netty's codec as the other side of ours: sends packets or any bytes, and shows
 * packet by packet what comes back.
 */
public final class RawClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Socket socket;
  private final EmbeddedChannel codec =
      new EmbeddedChannel(new MqttDecoder(1 << 28, 1 << 16), MqttEncoder.INSTANCE);
  private final BlockingQueue<Object> incoming = new LinkedBlockingQueue<>();
  private static final Object CLOSED = new Object();

  RawClient(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().name("raw-client").start(this::read);
  }

  private void read() {
    byte[] buffer = new byte[64 * 1024];
    try {
      for (int n = socket.getInputStream().read(buffer); n >= 0; ) {
        synchronized (codec) {
          codec.writeInbound(Unpooled.copiedBuffer(buffer, 0, n));
          for (Object next = codec.readInbound(); next != null; next = codec.readInbound()) {
            incoming.add(next);
          }
        }
        n = socket.getInputStream().read(buffer);
      }
    } catch (IOException e) {
      // Closed, by whoever.
    }
    incoming.add(CLOSED);
  }

  /** Sends bytes as they are. */
  public RawClient sendBytes(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      // The other side has closed: that is what expectClosed finds.
    }
    return this;
  }

  /** Sends bytes that are written as hexadecimal digits, with spaces for reading. */
  public RawClient sendHex(String hex) {
    return sendBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
  }

  /** Sends a packet. */
  public RawClient send(MqttMessage packet) {
    return sendBytes(encode(packet));
  }

  /** The bytes of a packet in the version of the CONNECT that was encoded before. */
  public byte[] encode(MqttMessage packet) {
    synchronized (codec) {
      codec.writeOutbound(packet);
      ByteBuf all = Unpooled.buffer();
      for (ByteBuf next = codec.readOutbound(); next != null; next = codec.readOutbound()) {
        all.writeBytes(next);
        next.release();
      }
      return Arrays.copyOf(all.array(), all.readableBytes());
    }
  }

  /** The bytes of CONNECT with the token {@code all} and a clean session. */
  public byte[] encodeConnect(MqttVersion version, String clientId) {
    return encode(connectBuilder(version, clientId).build());
  }

  /** The bytes of PUBLISH at QoS 0. */
  public byte[] encodePublish(String topic, String payload) {
    return encode(
        MqttMessageBuilders.publish()
            .topicName(topic)
            .qos(MqttQoS.AT_MOST_ONCE)
            .payload(Unpooled.copiedBuffer(payload, StandardCharsets.UTF_8))
            .build());
  }

  private static MqttMessageBuilders.ConnectBuilder connectBuilder(
      MqttVersion version, String clientId) {
    return MqttMessageBuilders.connect()
        .protocolVersion(version)
        .clientId(clientId)
        .cleanSession(true)
        .keepAlive(0)
        .username("device")
        .password("all".getBytes(StandardCharsets.UTF_8));
  }

  /** Connects with the token {@code all} and a clean session, and waits for CONNACK. */
  public MqttConnAckMessage connect(MqttVersion version, String clientId) {
    return connect(version, clientId, builder -> builder);
  }

  /** Connects with the token {@code all}, changed as wanted, and waits for CONNACK. */
  public MqttConnAckMessage connect(
      MqttVersion version,
      String clientId,
      UnaryOperator<MqttMessageBuilders.ConnectBuilder> change) {
    sendConnect(version, clientId, change);
    return (MqttConnAckMessage) expect(MqttMessageType.CONNACK);
  }

  /** Sends CONNECT only. */
  public RawClient sendConnect(
      MqttVersion version,
      String clientId,
      UnaryOperator<MqttMessageBuilders.ConnectBuilder> change) {
    return send(change.apply(connectBuilder(version, clientId)).build());
  }

  /** Publishes without properties. */
  public RawClient publish(String topic, int qos, int packetId, String payload) {
    return publish(topic, qos, packetId, payload, builder -> builder);
  }

  /** Publishes, changed as wanted. */
  public RawClient publish(
      String topic,
      int qos,
      int packetId,
      String payload,
      UnaryOperator<MqttMessageBuilders.PublishBuilder> change) {
    return send(
        change
            .apply(
                MqttMessageBuilders.publish()
                    .topicName(topic)
                    .qos(MqttQoS.valueOf(qos))
                    .messageId(packetId)
                    .payload(Unpooled.copiedBuffer(payload, StandardCharsets.UTF_8)))
            .build());
  }

  /** Sends PUBREL. */
  public RawClient release(int packetId) {
    return sendBytes(new byte[] {0x62, 2, (byte) (packetId >>> 8), (byte) packetId});
  }

  /** Subscribes to one filter and waits for SUBACK. */
  public MqttMessage subscribe(String filter) {
    send(
        MqttMessageBuilders.subscribe()
            .messageId(1)
            .addSubscription(MqttQoS.AT_MOST_ONCE, filter)
            .build());
    return expect(MqttMessageType.SUBACK);
  }

  /** Waits for a packet of this type; fails if another one or the end comes first. */
  public MqttMessage expect(MqttMessageType type) {
    Object next = next(PATIENCE);
    if (next instanceof MqttMessage packet && packet.fixedHeader() != null) {
      if (packet.fixedHeader().messageType() == type) {
        return packet;
      }
    }
    throw new AssertionError("Expected " + type + ", but got " + name(next) + ".");
  }

  /** Waits for a packet of one of these types. */
  public MqttMessage expectAny(MqttMessageType... types) {
    Object next = next(PATIENCE);
    if (next instanceof MqttMessage packet
        && packet.fixedHeader() != null
        && List.of(types).contains(packet.fixedHeader().messageType())) {
      return packet;
    }
    throw new AssertionError("Expected one of " + List.of(types) + ", but got " + name(next) + ".");
  }

  /** Waits for a PUBLISH. */
  public MqttPublishMessage expectMessage() {
    return (MqttPublishMessage) expect(MqttMessageType.PUBLISH);
  }

  /** Waits for a PUBLISH with this payload. */
  public MqttPublishMessage expectMessage(String payload) {
    MqttPublishMessage message = expectMessage();
    String got = message.payload().toString(StandardCharsets.UTF_8);
    if (!got.equals(payload)) {
      throw new AssertionError("Expected the message '" + payload + "', but got '" + got + "'.");
    }
    return message;
  }

  /** Waits until the server closes, skipping nothing. */
  public void expectClosed() {
    Object next = next(PATIENCE);
    if (!next.equals(CLOSED)) {
      throw new AssertionError("Expected the end, but got " + name(next) + ".");
    }
  }

  /** Whether the server has closed and nothing else came. */
  public boolean hasEnded() {
    return CLOSED.equals(incoming.peek());
  }

  /** Waits until the server closes, whatever comes before. */
  public void awaitClosed() {
    for (Object next = next(PATIENCE); !next.equals(CLOSED); next = next(PATIENCE)) {
      // Skipped.
    }
  }

  /**
   * Sends PINGREQ and waits for PINGRESP: what was sent before has been read, nothing else came.
   */
  public void ping() {
    sendHex("c000");
    expect(MqttMessageType.PINGRESP);
  }

  /** Whether nothing comes for a moment. */
  public boolean isQuiet(Duration moment) {
    try {
      Object next = incoming.poll(moment.toMillis(), TimeUnit.MILLISECONDS);
      if (next == null) {
        return true;
      }
      throw new AssertionError("Expected nothing, but got " + name(next) + ".");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Object next(Duration patience) {
    try {
      Object next = incoming.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      if (next == null) {
        throw new AssertionError("Nothing came within " + patience.toSeconds() + " s.");
      }
      return next;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String name(Object next) {
    return next.equals(CLOSED) ? "the end" : next.toString();
  }

  /** The reason code of a DISCONNECT. */
  public static int disconnectReason(MqttMessage packet) {
    return ((MqttReasonCodeAndPropertiesVariableHeader) packet.variableHeader()).reasonCode()
        & 0xff;
  }

  /** The reason code of a PUBACK, PUBREC or PUBCOMP, 0 if it was left out. */
  public static int ackReason(MqttMessage packet) {
    return packet.variableHeader() instanceof MqttPubReplyMessageVariableHeader header
        ? header.reasonCode() & 0xff
        : 0;
  }

  /** The packet identifier of an acknowledgement. */
  public static int packetId(MqttMessage packet) {
    return ((MqttMessageIdVariableHeader) packet.variableHeader()).messageId();
  }

  /** A property of a packet, 0 if it is absent. */
  public static int number(MqttProperties properties, int id) {
    return properties.getProperty(id) instanceof MqttProperties.IntegerProperty number
        ? number.value()
        : 0;
  }

  /** The values of a property that may repeat. */
  public static List<Integer> numbers(MqttProperties properties, int id) {
    List<Integer> numbers = new ArrayList<>();
    for (Object each : properties.getProperties(id)) {
      numbers.add(((MqttProperties.IntegerProperty) each).value());
    }
    return numbers;
  }

  /** A text property of a packet, empty if it is absent. */
  public static String text(MqttProperties properties, int id) {
    return properties.getProperty(id) instanceof MqttProperties.StringProperty text
        ? text.value()
        : "";
  }

  /** Sends nothing more, but can still be sent to. */
  public void halfClose() {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Drops the connection without DISCONNECT. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
