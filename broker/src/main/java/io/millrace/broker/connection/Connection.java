package io.millrace.broker.connection;

import io.millrace.broker.codec.ConnectPacket;
import io.millrace.broker.codec.DisconnectPacket;
import io.millrace.broker.codec.PacketFramer;
import io.millrace.broker.codec.PacketListener;
import io.millrace.broker.codec.PacketType;
import io.millrace.broker.codec.PacketWriter;
import io.millrace.broker.codec.Pause;
import io.millrace.broker.codec.PublishPacket;
import io.millrace.broker.codec.SubscribePacket;
import io.millrace.broker.codec.UnsubscribePacket;
import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;
import io.millrace.broker.protocol.ReasonCode;
import io.millrace.model.time.NanoClock;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.socket.DuplexChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One network connection: its phases, its pauses, its end. What the packets mean is in the flows.
 * Confined to its event loop, but for {@link #kick} and {@link #info}.
 */
public final class Connection implements PacketListener {
  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private static final long LAST_PACKET_MS = 2_000;

  private enum Phase {
    AWAITING_CONNECT,
    CONNECTING,
    OPEN,
    ENDED
  }

  private final Channel channel;
  private final ConnectionLoop loop;
  private final FrontServices services;
  private final NanoClock clock;
  private final PacketFramer framer;
  private final ConnectFlow connectFlow;
  private final InboundRate rate;
  private final long openedAtNs;
  private Phase phase = Phase.AWAITING_CONNECT;
  private @Nullable OpenClient client;
  private long lastArrivalNs;
  private long receiveTimeNs;
  private volatile @Nullable ClientInfo info;

  /** A connection that has just been accepted. */
  public Connection(Channel channel, ConnectionLoop loop, FrontServices services) {
    this.channel = channel;
    this.loop = loop;
    this.services = services;
    this.clock = services.clock();
    this.openedAtNs = clock.monotonicNs();
    this.lastArrivalNs = openedAtNs;
    this.framer =
        new PacketFramer(
            this, loop.largePackets(), clock, services.settings().packets().maxPacketBytes());
    this.rate = new InboundRate(loop, framer, services.settings().flow(), clock);
    this.connectFlow = new ConnectFlow(this, loop, services);
    loop.add(this);
  }

  /** The handler that cuts what is received. */
  public PacketFramer framer() {
    return framer;
  }

  // What arrives.

  @Override
  public void arrived(int bytes) {
    lastArrivalNs = clock.monotonicNs();
    receiveTimeNs = clock.nowNs();
    loop.counters().bytesIn += bytes;
    if (client != null && loop.intake().isFull()) {
      client.publish().waitForRoom();
    }
    rate.countBytes(bytes, lastArrivalNs);
  }

  @Override
  public void connect(ConnectPacket packet) {
    phase = Phase.CONNECTING;
    framer.pause(Pause.CONNECTING);
    connectFlow.connect(packet);
  }

  @Override
  public void publish(PublishPacket packet) {
    open().publish().publish(packet);
  }

  @Override
  public void release(int packetId) {
    open().publish().release(packetId);
  }

  @Override
  public void acknowledged(PacketType type, int packetId) {
    countPacket();
    // We send at QoS 0 only, so this belongs to nothing. A PUBREC would wait for ever without
    // answer (4.3.3).
    if (type == PacketType.PUBREC) {
      ByteBuf out = buffer(4);
      PacketWriter.release(out, packetId);
      send(out);
    }
  }

  @Override
  public void subscribe(SubscribePacket packet) {
    countPacket();
    open().subscribe().subscribe(packet);
  }

  @Override
  public void unsubscribe(UnsubscribePacket packet) {
    countPacket();
    open().subscribe().unsubscribe(packet);
  }

  @Override
  public void ping() {
    countPacket();
    send(PacketWriter.pingResponse(channel.alloc()));
  }

  @Override
  public void disconnect(DisconnectPacket packet) {
    OpenClient open = open();
    long expiryS = packet.sessionExpiryS();
    if (expiryS != DisconnectPacket.UNCHANGED) {
      if (expiryS > 0 && open.client().connect().sessionExpiryS() == 0) {
        throw new MqttException(
            MqttError.MQTT_PROTOCOL_ERROR,
            "DISCONNECT sets a session expiry interval, CONNECT had none (3.14.2.2.2).");
      }
      open.client().session().expiryS(connectFlow.allowedExpiryS(expiryS));
    }
    end(Ending.disconnected(packet.reason() != ReasonCode.SUCCESS.code()));
  }

  @Override
  public void refused(MqttException why) {
    loop.counters().protocolErrors++;
    LOG.debug("Connection from {} is refused: {}", channel.remoteAddress(), why.getMessage());
    if (phase == Phase.AWAITING_CONNECT && why.error() == MqttError.MQTT_VERSION_UNSUPPORTED) {
      connectFlow.refuseVersion();
    } else {
      end(Ending.refused(why));
    }
  }

  private OpenClient open() {
    OpenClient open = client;
    if (open == null) {
      throw new IllegalStateException("Packets of a client that is not connected were read.");
    }
    return open;
  }

  // Phases.

  /** CONNACK says yes: packets are served as soon as the pause is lifted. */
  void opened(OpenClient newClient, ByteBuf connAck) {
    client = newClient;
    phase = Phase.OPEN;
    loop.counters().connected++;
    lastArrivalNs = clock.monotonicNs();
    info = newClient.info(channel, clock.monotonicNs());
    services.directory().opened(this, newClient.client().session().key());
    send(connAck);
  }

  boolean isOpen() {
    return phase == Phase.OPEN;
  }

  boolean isEnded() {
    return phase == Phase.ENDED;
  }

  /** Ends the connection; only the first call counts. */
  void end(Ending why) {
    if (phase == Phase.ENDED) {
      return;
    }
    Phase before = phase;
    phase = Phase.ENDED;
    framer.pause(Pause.CLOSING);
    framer.end();
    rate.end();
    loop.remove(this);
    OpenClient open = client;
    if (open == null) {
      connectFlow.abandon();
    } else {
      open.end(this, why, channel);
    }
    boolean tell = before == Phase.OPEN && !why.byClient() && open != null && open.client().isV5();
    if (tell && open != null) {
      boolean words = open.client().connect().wantsProblemInformation();
      ByteBuf packet =
          PacketWriter.disconnect(channel.alloc(), why.reason(), words ? why.sentence() : null);
      closeAfter(packet);
    } else {
      channel.close();
    }
  }

  /**
   * Sends the last packet and no more, and reads on into nothing until the client has closed: with
   * unread bytes at our side, closing at once would reset the connection, and the client might
   * never see why it ended. Who does not close is not waited for.
   */
  private void closeAfter(ByteBuf packet) {
    framer.readIntoNothing();
    channel
        .writeAndFlush(packet)
        .addListener(
            written -> {
              if (written.isSuccess() && channel instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
              } else {
                channel.close();
              }
            });
    loop.executor().schedule(() -> channel.close(), LAST_PACKET_MS, TimeUnit.MILLISECONDS);
  }

  /** Answers CONNECT with a refusal and closes. */
  void refuseConnect(ByteBuf connAck) {
    if (phase == Phase.ENDED) {
      connAck.release();
      return;
    }
    phase = Phase.ENDED;
    loop.counters().refusedConnects++;
    framer.pause(Pause.CLOSING);
    framer.end();
    rate.end();
    loop.remove(this);
    connectFlow.abandon();
    closeAfter(connAck);
  }

  /** The network connection is gone. */
  public void networkLost() {
    end(Ending.lost());
  }

  /** Something failed that is our fault: it costs this connection and is logged. */
  public void failed(Throwable cause) {
    LOG.error("Serving the connection from {} failed.", channel.remoteAddress(), cause);
    end(
        Ending.byServer(
            ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR, "The server failed; see its log."));
  }

  /** Ends the connection from outside. For any thread. */
  public void kick(ReasonCode reason, String sentence) {
    loop.executor().execute(() -> end(Ending.byServer(reason, sentence)));
  }

  // Time.

  /** Called about twice a second. */
  void sweep(long nowNs) {
    OpenClient open = client;
    if (open != null) {
      open.outbound().pendingBytes();
      info = open.info(channel, nowNs);
    }
    if (phase == Phase.AWAITING_CONNECT && isOver(openedAtNs, connectTimeoutMs(), nowNs)) {
      end(Ending.byServer(ReasonCode.PROTOCOL_ERROR, "CONNECT did not come in time."));
    } else if (open != null && open.client().identity().isExpired(clock.nowNs())) {
      end(Ending.byServer(ReasonCode.MAXIMUM_CONNECT_TIME, "The credential has expired."));
    } else if (framer.isPaused()) {
      // Who is not read from can't be heard.
      lastArrivalNs = nowNs;
    } else if (framer.midPacketForNs() > TimeUnit.MILLISECONDS.toNanos(packetTimeoutMs())) {
      end(Ending.byServer(ReasonCode.PROTOCOL_ERROR, "A packet did not come whole in time."));
    } else if (open != null && isSilent(open.client().keepAliveS(), nowNs)) {
      loop.counters().keepAliveTimeouts++;
      end(
          Ending.byServer(
              ReasonCode.KEEP_ALIVE_TIMEOUT,
              "Nothing was received for one and a half times the keep-alive of "
                  + open.client().keepAliveS()
                  + " s."));
    }
  }

  private int connectTimeoutMs() {
    return services.settings().connections().connectTimeoutMs();
  }

  private int packetTimeoutMs() {
    return services.settings().connections().packetTimeoutMs();
  }

  private static boolean isOver(long sinceNs, long timeoutMs, long nowNs) {
    return nowNs - sinceNs > TimeUnit.MILLISECONDS.toNanos(timeoutMs);
  }

  /** One and a half times the keep-alive [MQTT-3.1.2-22]. */
  private boolean isSilent(int keepAliveS, long nowNs) {
    return keepAliveS > 0 && isOver(lastArrivalNs, keepAliveS * 1_500L, nowNs);
  }

  /** When the bytes that are being read arrived, nanoseconds since the epoch. */
  long receiveTimeNs() {
    return receiveTimeNs;
  }

  // Flow.

  /**
   * Counts a packet against the client's rate of messages: whatever is answered costs as much as a
   * message, so a flood of it is slowed just the same. Only the release of a message is free.
   */
  void countPacket() {
    rate.countPacket(lastArrivalNs);
  }

  void pause(Pause why) {
    framer.pause(why);
  }

  void resume(Pause why) {
    framer.resume(why);
  }

  /** The client reads what is sent to it, or does not. */
  public void writable(boolean yes) {
    if (yes) {
      framer.resume(Pause.OUTBOUND);
    } else {
      framer.pause(Pause.OUTBOUND);
    }
  }

  // What is sent.

  ByteBuf buffer(int bytes) {
    return channel.alloc().buffer(bytes);
  }

  /** Sends and flushes; takes the buffer over. */
  void send(ByteBuf packets) {
    if (packets.isReadable() && phase != Phase.ENDED) {
      channel.writeAndFlush(packets, channel.voidPromise());
    } else {
      packets.release();
    }
  }

  Channel channel() {
    return channel;
  }

  InetSocketAddress peer() {
    return channel.remoteAddress() instanceof InetSocketAddress address
        ? address
        : InetSocketAddress.createUnresolved("unknown", 0);
  }

  /** The client as it is shown; null before CONNACK. For any thread. */
  public @Nullable ClientInfo info() {
    return info;
  }
}
