package io.millrace.bench.mqtt;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;

/** One client: its window of messages in flight, its buffers, its socket. One thread. */
final class LoadClient {
  private static final int MAX_BURST = 256;
  private static final int READ_BYTES = 16 * 1024;
  private static final int CONTROL_BYTES = 4 * 1024;
  private static final int PUBREL_BYTES = 4;
  // In closed loop a client sends again when this part of its window is free, not for each message.
  private static final int REFILL_PART = 8;
  private static final int CONNACK = 2;
  private static final int PUBACK = 4;
  private static final int PUBREC = 5;
  private static final int PUBCOMP = 7;
  private static final int PINGRESP = 13;
  private static final int FIRST_FAILURE = 0x80;

  private final int number;
  private final LoadPlan plan;
  private final LoadTally tally;
  private final SocketChannel socket;
  private final SelectionKey key;
  private final PublishTemplate template;
  private final ByteBuffer burst;
  private final ByteBuffer control;
  private final ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);
  private final PacketIds ids;
  private final long[] dueNs;
  private final ArrayDeque<Integer> unconfirmedBursts = new ArrayDeque<>();
  private int unconfirmedId = 1;
  private boolean connected;
  private long sent;
  private int noise;

  LoadClient(int number, LoadPlan plan, LoadTally tally, SocketChannel socket, SelectionKey key) {
    this.number = number;
    this.plan = plan;
    this.tally = tally;
    this.socket = socket;
    this.key = key;
    LoadPlan.Traffic traffic = plan.traffic();
    LoadPlan.Target target = plan.target();
    template =
        new PublishTemplate(
            target.protocolLevel(), traffic.qos(), target.topicOf(number), traffic.payloadBytes());
    burst = template.copies(Math.min(traffic.inFlight(), MAX_BURST)).limit(0);
    control = ByteBuffer.allocateDirect(CONTROL_BYTES + traffic.inFlight() * PUBREL_BYTES);
    ids = new PacketIds(traffic.inFlight());
    dueNs = new long[traffic.inFlight() + 1];
    noise = number * 0x9e3779b9;
  }

  boolean isConnected() {
    return connected;
  }

  void connect() throws IOException {
    LoadPlan.Target target = plan.target();
    control.put(
        PacketBytes.connect(
            target.protocolLevel(),
            target.clientIdPrefix() + number,
            target.userName(),
            target.password()));
    flush();
  }

  void disconnect() throws IOException {
    control.put(PacketBytes.DISCONNECT);
    flush();
    socket.close();
  }

  /** Sends what the window and the schedule allow. */
  void publish(OfferSchedule schedule, long nowNs, long wallClockMs) throws IOException {
    if (!connected || !flush()) {
      return;
    }
    int count = Math.min(ids.free(), burst.capacity() / template.length());
    if (plan.traffic().isOpenLoop()) {
      count = (int) Math.min(count, schedule.dueOf(number, nowNs) - sent);
    } else if (ids.free() < plan.traffic().inFlight() / REFILL_PART) {
      return;
    }
    if (count <= 0) {
      return;
    }
    burst.clear().limit(count * template.length());
    for (int slot = 0; slot < count; slot++) {
      int id = ids.take();
      dueNs[id] = plan.traffic().isOpenLoop() ? schedule.dueTimeNs(number, sent) : nowNs;
      noise = noise * 1_664_525 + 1_013_904_223;
      template.patch(burst, slot, id, wallClockMs, noise >>> 6);
      sent++;
    }
    tally.sent(count);
    if (plan.traffic().qos() == 0) {
      unconfirmedBursts.add(count);
      control.put(PacketBytes.PINGREQ);
    }
    flush();
  }

  /** Writes what waits; false if the socket took only a part. */
  boolean flush() throws IOException {
    if (burst.hasRemaining()) {
      socket.write(burst);
    }
    if (!burst.hasRemaining() && control.position() > 0) {
      socket.write(control.flip());
      control.compact();
    }
    boolean all = !burst.hasRemaining() && control.position() == 0;
    int interest = SelectionKey.OP_READ | (all ? 0 : SelectionKey.OP_WRITE);
    if (key.interestOps() != interest) {
      key.interestOps(interest);
    }
    return all;
  }

  /** Reads what has arrived and settles it. */
  void read(long nowNs) throws IOException {
    if (socket.read(in) < 0) {
      throw new EOFException("The server closed the connection of client " + number + ".");
    }
    in.flip();
    while (in.remaining() >= 2) {
      int start = in.position();
      int first = in.get() & 0xff;
      int length = remainingLength();
      if (length < 0 || in.remaining() < length) {
        in.position(start);
        break;
      }
      int end = in.position() + length;
      packet(first >>> 4, length, nowNs);
      in.position(end);
    }
    in.compact();
  }

  private int remainingLength() {
    int value = 0;
    for (int shift = 0; in.hasRemaining(); shift += 7) {
      int digit = in.get();
      value |= (digit & 127) << shift;
      if (digit >= 0) {
        return value;
      }
    }
    return -1;
  }

  private void packet(int type, int length, long nowNs) throws IOException {
    int at = in.position();
    switch (type) {
      case CONNACK -> {
        if (in.get(at + 1) != 0) {
          throw new IOException("CONNECT was refused with code " + (in.get(at + 1) & 0xff) + ".");
        }
        connected = true;
      }
      case PUBACK, PUBCOMP -> settle(in.getShort(at) & 0xffff, reason(at, length), nowNs);
      case PUBREC -> {
        int id = in.getShort(at) & 0xffff;
        int reason = reason(at, length);
        if (reason >= FIRST_FAILURE) {
          settle(id, reason, nowNs);
        } else {
          control.put((byte) 0x62).put((byte) 2).putShort((short) id);
        }
      }
      case PINGRESP -> {
        // Bursts are answered in order and identifiers go round: no need to remember each.
        for (int i = unconfirmedBursts.remove(); i > 0; i--) {
          settle(unconfirmedId, 0, nowNs);
          unconfirmedId = unconfirmedId % plan.traffic().inFlight() + 1;
        }
      }
      default -> throw new IOException("A packet of type " + type + " was not expected.");
    }
  }

  private int reason(int at, int length) {
    return length > 2 ? in.get(at + 2) & 0xff : 0;
  }

  private void settle(int id, int reason, long nowNs) {
    if (reason >= FIRST_FAILURE) {
      tally.refused();
    }
    tally.acknowledged(nowNs - dueNs[id]);
    ids.give(id);
  }
}
