package io.millrace.broker.connection;

import io.millrace.broker.message.Message;
import io.millrace.broker.settings.FlowLimits;
import io.millrace.broker.subscription.DeliveryLoop;
import io.millrace.broker.subscription.Subscriber;
import io.millrace.broker.subscription.Subscription;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Messages on their way to one client, at QoS 0. What a slow client leaves unread is bounded; live
 * messages beyond are dropped and counted, retained ones wait where they are kept anyway. Confined
 * to the event loop.
 */
final class Outbound implements Subscriber {
  private static final int FIRST_BATCH_BYTES = 1024;
  private static final int FAIR_SHARE_BYTES = 16 * 1024;
  private static final int RETAINED_CHUNK_BYTES = 32 * 1024;

  private record Retained(Message message, Subscription subscription) {}

  private final Channel channel;
  private final ConnectionLoop loop;
  private final ConnectedClient client;
  private final FlowLimits limits;
  private final Deque<Retained> retained = new ArrayDeque<>();
  private final Set<String> overtaken = new HashSet<>();
  private @Nullable ByteBuf batch;
  private long countedBytes;
  private long sent;
  private long dropped;
  private boolean pumping;
  private volatile boolean ended;

  Outbound(Channel channel, ConnectionLoop loop, ConnectedClient client, FlowLimits limits) {
    this.channel = channel;
    this.loop = loop;
    this.client = client;
    this.limits = limits;
  }

  @Override
  public DeliveryLoop loop() {
    return loop.deliveries();
  }

  @Override
  public long connectionEpoch() {
    return client.origin().connectionEpoch();
  }

  @Override
  public boolean isEnded() {
    return ended;
  }

  @Override
  public void deliver(Message message, List<Subscription> matching) {
    boolean own = message.connectionEpoch() == connectionEpoch();
    boolean wanted = false;
    boolean retainAsPublished = false;
    List<Integer> ids = List.of();
    for (Subscription subscription : matching) {
      if (own && subscription.noLocal()) {
        continue;
      }
      wanted = true;
      retainAsPublished |= subscription.retainAsPublished();
      ids = withId(ids, subscription.id());
    }
    boolean expired = message.canExpire() && message.isExpired(loop.clock().nowNs());
    if (!wanted || ended || expired) {
      return;
    }
    if (message.retain() && !retained.isEmpty()) {
      overtaken.add(message.topic());
    }
    send(message, message.retain() && retainAsPublished, ids);
  }

  private static List<Integer> withId(List<Integer> ids, int id) {
    if (id == 0) {
      return ids;
    }
    if (ids.isEmpty()) {
      return List.of(id);
    }
    List<Integer> more = new ArrayList<>(ids);
    more.add(id);
    return more;
  }

  private void send(Message message, boolean retain, List<Integer> ids) {
    ByteBuf packet = loop.encoder().encode(message, client.version(), retain, ids);
    int length = packet.readableBytes();
    if (length > client.connect().maximumPacketSize() || isTooSlow(length)) {
      dropped++;
      loop.counters().messagesDropped++;
      return;
    }
    if (batch == null) {
      batch = channel.alloc().buffer(Math.max(FIRST_BATCH_BYTES, length));
    }
    batch.writeBytes(packet, packet.readerIndex(), length);
    sent++;
    loop.counters().messagesOut++;
  }

  /** Beyond the limit of the loop only those who leave more than a fair share unread suffer. */
  private boolean isTooSlow(int length) {
    long pending = pendingBytes() + (batch == null ? 0 : batch.readableBytes());
    if (pending > 0 && pending + length > limits.outboundBytesPerConnection()) {
      return true;
    }
    return pending > FAIR_SHARE_BYTES && loop.outboundBytes() > limits.outboundBytesPerLoop();
  }

  /** What the client has not read yet; keeps the sum of the loop up to date. */
  long pendingBytes() {
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    long pending = buffer == null ? 0 : buffer.totalPendingWriteBytes();
    loop.addOutboundBytes(pending - countedBytes);
    countedBytes = pending;
    return pending;
  }

  @Override
  public void endOfDeliveries() {
    ByteBuf full = batch;
    if (full != null) {
      batch = null;
      channel.writeAndFlush(full, channel.voidPromise());
      pendingBytes();
    }
    loop.encoder().forget();
  }

  /** Sends retained messages as fast as the client reads them. */
  void sendRetained(List<Message> messages, Subscription subscription) {
    messages.forEach(message -> retained.add(new Retained(message, subscription)));
    pump();
  }

  private void pump() {
    if (pumping || ended) {
      return;
    }
    while (!retained.isEmpty() && sendNext()) {
      // Until a chunk is full.
    }
    if (retained.isEmpty()) {
      overtaken.clear();
      endOfDeliveries();
      return;
    }
    ByteBuf chunk = batch;
    if (chunk == null) {
      return;
    }
    batch = null;
    pumping = true;
    channel
        .writeAndFlush(chunk)
        .addListener(
            written -> {
              pumping = false;
              if (written.isSuccess()) {
                // Not from within the write: a long queue would nest as deep as it is long.
                loop.executor().execute(this::pump);
              }
            });
  }

  /** Whether there is room for another one in this chunk. */
  private boolean sendNext() {
    Retained next = retained.remove();
    Message message = next.message();
    if (!overtaken.contains(message.topic())) {
      int id = next.subscription().id();
      ByteBuf packet =
          loop.encoder().encode(message, client.version(), true, id == 0 ? List.of() : List.of(id));
      appendRetained(packet);
    }
    return batch == null || batch.readableBytes() < RETAINED_CHUNK_BYTES;
  }

  private void appendRetained(ByteBuf packet) {
    int length = packet.readableBytes();
    if (length > client.connect().maximumPacketSize()) {
      dropped++;
      loop.counters().messagesDropped++;
      return;
    }
    if (batch == null) {
      batch = channel.alloc().buffer(Math.max(FIRST_BATCH_BYTES, length));
    }
    batch.writeBytes(packet, packet.readerIndex(), length);
    sent++;
    loop.counters().messagesOut++;
  }

  long sent() {
    return sent;
  }

  long dropped() {
    return dropped;
  }

  /** Lets go of everything. */
  void end() {
    ended = true;
    retained.clear();
    loop.addOutboundBytes(-countedBytes);
    countedBytes = 0;
    if (batch != null) {
      batch.release();
      batch = null;
    }
  }
}
