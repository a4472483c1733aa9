package io.millrace.broker.connection;

import io.millrace.broker.codec.MessageProperties;
import io.millrace.broker.codec.PacketType;
import io.millrace.broker.codec.PacketWriter;
import io.millrace.broker.codec.Pause;
import io.millrace.broker.codec.PublishPacket;
import io.millrace.broker.intake.Ack;
import io.millrace.broker.intake.Acknowledger;
import io.millrace.broker.intake.Intake;
import io.millrace.broker.intake.PendingAcks;
import io.millrace.broker.message.MessageAttributes;
import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;
import io.millrace.broker.protocol.ReasonCode;
import io.millrace.broker.session.PacketIdSet;
import io.millrace.broker.session.SessionFact;
import io.millrace.broker.settings.MqttSettings;
import io.millrace.journal.JournalException;
import io.millrace.model.record.MqttFlags;
import io.netty.buffer.ByteBuf;
import java.util.Map;

/**
 * Takes in what a client publishes: PUBLISH and PUBREL to records, and, when they are durable,
 * PUBACK, PUBREC and PUBCOMP (law 1; 4.3). The hot path: nothing is allocated for a message whose
 * topic is known.
 */
final class PublishFlow implements Acknowledger {
  private static final byte[] NOTHING = {};
  private static final int ACK_BYTES = 5;

  private final Connection connection;
  private final ConnectedClient client;
  private final ConnectionLoop loop;
  private final Intake intake;
  private final PendingAcks acks = new PendingAcks(this);
  private final InboundTopics topics;
  private final PacketIdSet received;
  private final InFlightWindow window;
  private final int limitBytes;
  private long messages;
  private boolean waitingForRoom;

  PublishFlow(
      Connection connection, ConnectedClient client, ConnectionLoop loop, MqttSettings settings) {
    this.connection = connection;
    this.client = client;
    this.loop = loop;
    this.intake = loop.intake();
    this.topics = new InboundTopics(settings.packets(), client.identity().permissions());
    this.received = client.session().received();
    this.window = new InFlightWindow(settings.packets().receiveMaximum(), client.isV5());
    this.limitBytes = settings.flow().unacknowledgedBytesPerConnection();
  }

  PendingAcks acks() {
    return acks;
  }

  /** PUBLISH. */
  void publish(PublishPacket packet) {
    PublishTarget target = topics.target(packet);
    connection.countPacket();
    switch (packet.qos()) {
      case 0 -> publishAtMostOnce(packet, target);
      case 1 -> publishAtLeastOnce(packet, target);
      default -> publishExactlyOnce(packet, target);
    }
    pauseIfFull();
    if (intake.isFull()) {
      waitForRoom();
    }
  }

  private void pauseIfFull() {
    if (acks.unacknowledgedBytes() >= limitBytes || window.isFull()) {
      connection.pause(Pause.UNACKNOWLEDGED);
    }
  }

  /** Reads nothing more until the event loop has room. */
  void waitForRoom() {
    if (!waitingForRoom) {
      waitingForRoom = true;
      connection.pause(Pause.LOOP_UNACKNOWLEDGED);
      intake.awaitRoom(this);
    }
  }

  private void publishAtMostOnce(PublishPacket packet, PublishTarget target) {
    if (target.isAllowed()) {
      record(packet, target);
    } else {
      loop.counters().notAuthorized++;
    }
  }

  private void publishAtLeastOnce(PublishPacket packet, PublishTarget target) {
    window.enter();
    if (target.isAllowed()) {
      record(packet, target);
      intake.acknowledge(acks, Ack.of(Ack.Kind.PUBLISHED, packet.packetId()));
    } else {
      refuse(Ack.Kind.PUBLISHED, packet, target);
    }
  }

  /** The message is stored when PUBLISH arrives, so the identifier alone is kept (4.3.3, B). */
  private void publishExactlyOnce(PublishPacket packet, PublishTarget target) {
    int packetId = packet.packetId();
    if (received.contains(packetId)) {
      window.enterAgain();
      intake.acknowledge(acks, Ack.of(Ack.Kind.RECEIVED_AGAIN, packetId));
      return;
    }
    window.enter();
    if (target.isAllowed()) {
      received.add(packetId);
      record(packet, target);
      intake.acknowledge(acks, Ack.of(Ack.Kind.RECEIVED, packetId));
    } else {
      refuse(Ack.Kind.RECEIVED, packet, target);
    }
  }

  private void record(PublishPacket packet, PublishTarget target) {
    MessageProperties properties = packet.properties();
    int qos = packet.qos();
    intake.add(
        acks,
        client.origin(),
        target.channel(properties.contentType()),
        connection.receiveTimeNs(),
        MqttFlags.message(qos, packet.retain(), packet.dup(), packet.packetId()),
        packet.buffer(),
        packet.payloadAt(),
        packet.payloadLength());
    if (!properties.isNone()) {
      Map<String, String> attributes = MessageAttributes.of(properties);
      if (!attributes.isEmpty()) {
        intake.attributesOfLast(attributes);
      }
    }
    messages++;
    loop.counters().messagesByQos[qos]++;
  }

  /** MQTT 3.1.1 can't say no, and a yes would be untrue: so it ends [MQTT-3.3.5-2]. */
  private void refuse(Ack.Kind kind, PublishPacket packet, PublishTarget target) {
    loop.counters().notAuthorized++;
    if (!client.isV5()) {
      throw new MqttException(
          MqttError.MQTT_NOT_AUTHORIZED, "The client may not publish to '" + target.topic() + "'.");
    }
    intake.acknowledge(acks, Ack.of(kind, packet.packetId(), ReasonCode.NOT_AUTHORIZED));
  }

  /** PUBREL. The release is a record too, if the session outlives the connection. */
  void release(int packetId) {
    if (!received.remove(packetId)) {
      ReasonCode reason =
          client.isV5() ? ReasonCode.PACKET_IDENTIFIER_NOT_FOUND : ReasonCode.SUCCESS;
      connection.countPacket();
      intake.acknowledge(acks, Ack.of(Ack.Kind.RELEASED_UNKNOWN, packetId, reason));
      pauseIfFull();
      return;
    }
    if (client.session().isJournaled()) {
      intake.add(
          acks,
          client.origin(),
          SessionFact.CHANNEL,
          connection.receiveTimeNs(),
          MqttFlags.released(packetId),
          NOTHING);
    }
    intake.acknowledge(acks, Ack.of(Ack.Kind.RELEASED, packetId));
    pauseIfFull();
  }

  @Override
  public void acknowledge(int[] waiting, int count) {
    if (count > 0 && connection.isOpen()) {
      ByteBuf out = connection.buffer(count * ACK_BYTES);
      boolean consistent = true;
      for (int i = 0; i < count && consistent; i++) {
        consistent = write(out, waiting[i]);
      }
      connection.send(out);
      if (!consistent) {
        connection.end(storageFailed());
      }
    }
    resumeReading();
  }

  /** False if the acknowledgement would claim what is not so. */
  private boolean write(ByteBuf out, int ack) {
    int packetId = Ack.packetId(ack);
    int reason = Ack.reason(ack);
    PacketType type = type(ack);
    switch (Ack.kind(ack)) {
      case PUBLISHED -> window.settled();
      case RELEASED, RELEASED_UNKNOWN -> window.released();
      case RECEIVED -> {
        if (Ack.isRefusal(ack)) {
          window.settled();
        } else {
          window.received();
        }
      }
      case RECEIVED_AGAIN -> {
        // The first copy may have failed since this was queued.
        if (!received.contains(packetId)) {
          return false;
        }
        window.received();
      }
    }
    if (Ack.isRefusal(ack) && client.connect().wantsProblemInformation()) {
      ByteBuf refusal =
          PacketWriter.refusal(out.alloc(), type, packetId, reason, Refusals.sentence(reason));
      out.writeBytes(refusal);
      refusal.release();
    } else {
      PacketWriter.acknowledgement(out, type, packetId, reason);
    }
    return true;
  }

  private static PacketType type(int ack) {
    return switch (Ack.kind(ack)) {
      case PUBLISHED -> PacketType.PUBACK;
      case RECEIVED, RECEIVED_AGAIN -> PacketType.PUBREC;
      case RELEASED, RELEASED_UNKNOWN -> PacketType.PUBCOMP;
    };
  }

  /**
   * Puts right what was noted in advance. MQTT 5 has words for a message that was not stored; a
   * release that was not stored has none, and MQTT 3.1.1 has none at all: then the connection ends,
   * and the client sends again when it is back.
   */
  @Override
  public void withhold(int[] waiting, int count, JournalException why) {
    ReasonCode reason = Refusals.reason(why);
    boolean canTell = client.isV5();
    for (int i = 0; i < count; i++) {
      int packetId = Ack.packetId(waiting[i]);
      switch (Ack.kind(waiting[i])) {
        case RECEIVED -> {
          if (!Ack.isRefusal(waiting[i])) {
            received.remove(packetId);
          }
        }
        case RELEASED -> {
          received.add(packetId);
          canTell = false;
        }
        case RECEIVED_AGAIN -> canTell = false;
        case PUBLISHED, RELEASED_UNKNOWN -> {
          // Nothing was noted.
        }
      }
    }
    if (count > 0 && connection.isOpen()) {
      if (canTell) {
        tell(waiting, count, reason);
      } else {
        connection.end(Ending.byServer(reason, Refusals.sentence(reason.code())));
      }
    }
    resumeReading();
  }

  private void tell(int[] waiting, int count, ReasonCode reason) {
    ByteBuf out = connection.buffer(count * ACK_BYTES);
    for (int i = 0; i < count; i++) {
      Ack.Kind kind = Ack.kind(waiting[i]);
      boolean settled = kind == Ack.Kind.RELEASED_UNKNOWN || Ack.isRefusal(waiting[i]);
      write(out, settled ? waiting[i] : Ack.of(kind, Ack.packetId(waiting[i]), reason));
    }
    connection.send(out);
  }

  private static Ending storageFailed() {
    return Ending.byServer(
        ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR,
        Refusals.sentence(ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR.code()));
  }

  private void resumeReading() {
    if (acks.unacknowledgedBytes() <= limitBytes / 2 && !window.isFull()) {
      connection.resume(Pause.UNACKNOWLEDGED);
    }
  }

  @Override
  public void roomAgain() {
    waitingForRoom = false;
    connection.resume(Pause.LOOP_UNACKNOWLEDGED);
  }

  long messages() {
    return messages;
  }
}
