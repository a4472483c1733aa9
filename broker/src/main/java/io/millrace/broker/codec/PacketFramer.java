package io.millrace.broker.codec;

import io.millrace.broker.protocol.MqttError;
import io.millrace.broker.protocol.MqttException;
import io.millrace.model.time.NanoClock;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the bytes of one connection into packets. A packet that lies whole in what was received is
 * read where it lies; only one that spans two reads is copied. Type, flags and size are judged as
 * soon as the fixed header is there, before the rest is waited for.
 *
 * <p>Confined to the connection's event loop.
 */
public final class PacketFramer extends ChannelInboundHandlerAdapter
    implements LargePacketBudget.Claimant {
  /** A CONNECT is never larger: until then nobody has shown a credential. */
  public static final int MAX_CONNECT_BYTES = 64 * 1024;

  private static final int INCOMPLETE = -1;
  private static final int MAX_LENGTH_BYTES = 4;
  private static final int LENGTH_GUESS = 256;

  private final PacketListener listener;
  private final PacketParser parser;
  private final LargePacketBudget budget;
  private final NanoClock clock;
  private final int maxPacketBytes;

  private @Nullable ChannelHandlerContext context;
  private @Nullable ByteBuf input;
  private @Nullable ByteBuf partial;
  private int partialBytes = INCOMPLETE;
  private int shareBytes;
  private long partialSinceNs;
  private int pauses;
  private boolean cutting;
  private boolean ended;

  /**
   * A framer for one connection.
   *
   * @param maxPacketBytes of a packet with its fixed header
   */
  public PacketFramer(
      PacketListener listener, LargePacketBudget budget, NanoClock clock, int maxPacketBytes) {
    this.listener = listener;
    this.parser = new PacketParser(listener);
    this.budget = budget;
    this.clock = clock;
    this.maxPacketBytes = maxPacketBytes;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext removed) {
    end();
  }

  /** Stops reading and cutting until every pause is lifted. */
  public void pause(Pause why) {
    pauses |= why.bit();
    autoRead(false);
  }

  /** Lifts one pause; goes on when it was the last. */
  public void resume(Pause why) {
    if ((pauses & why.bit()) == 0) {
      return;
    }
    pauses &= ~why.bit();
    if (pauses == 0 && !ended) {
      cut();
      autoRead(pauses == 0);
    }
  }

  /** Whether anything keeps the connection from being read. */
  public boolean isPaused() {
    return pauses != 0;
  }

  /** For how long a packet has been arriving, in nanoseconds; 0 between packets. */
  public long midPacketForNs() {
    return partial == null ? 0 : Math.max(1, clock.monotonicNs() - partialSinceNs);
  }

  /** Ends for good; what is left unread is dropped. */
  public void end() {
    ended = true;
    budget.forget(this);
    if (!cutting) {
      releaseAll();
    }
  }

  /** After the end: takes what still comes and drops it. */
  public void readIntoNothing() {
    autoRead(true);
  }

  private void autoRead(boolean on) {
    if (context != null) {
      context.channel().config().setAutoRead(on);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (ended) {
      bytes.release();
      return;
    }
    listener.arrived(bytes.readableBytes());
    input = input == null ? bytes : joined(ctx, input, bytes);
    cut();
  }

  private static ByteBuf joined(ChannelHandlerContext ctx, ByteBuf first, ByteBuf second) {
    ByteBuf both = ctx.alloc().buffer(first.readableBytes() + second.readableBytes());
    both.writeBytes(first).writeBytes(second);
    first.release();
    second.release();
    return both;
  }

  private void cut() {
    if (cutting) {
      return;
    }
    cutting = true;
    try {
      while (pauses == 0 && !ended && input != null && cutOne(input)) {
        // Each turn hands over one packet.
      }
    } catch (MqttException e) {
      ended = true;
      listener.refused(e);
    } finally {
      cutting = false;
      if (ended) {
        releaseAll();
      } else if (input != null && !input.isReadable()) {
        input.release();
        input = null;
      }
    }
  }

  /** Hands over one packet; false if none is complete. */
  private boolean cutOne(ByteBuf in) {
    if (partial != null) {
      return continuePartial(in, partial);
    }
    if (!in.isReadable()) {
      return false;
    }
    int start = in.readerIndex();
    int total = totalBytes(in);
    if (total == INCOMPLETE || in.readableBytes() < total) {
      beginPartial();
      return true;
    }
    in.readerIndex(start + total);
    parse(in, start, total);
    return true;
  }

  private void beginPartial() {
    if (context != null) {
      partial = context.alloc().buffer(LENGTH_GUESS);
      partialBytes = INCOMPLETE;
      partialSinceNs = clock.monotonicNs();
    }
  }

  private boolean continuePartial(ByteBuf in, ByteBuf whole) {
    while (partialBytes == INCOMPLETE && in.isReadable()) {
      whole.writeByte(in.readByte());
      partialBytes = totalBytes(whole);
      if (partialBytes != INCOMPLETE && !reserve(whole)) {
        return false;
      }
    }
    if (partialBytes == INCOMPLETE) {
      return false;
    }
    int missing = partialBytes - whole.readableBytes();
    whole.writeBytes(in, Math.min(missing, in.readableBytes()));
    if (whole.readableBytes() < partialBytes) {
      return false;
    }
    partial = null;
    try {
      parse(whole, whole.readerIndex(), partialBytes);
    } finally {
      whole.release();
      giveShareBack();
    }
    return true;
  }

  /** Makes room for the whole packet; false if it has to wait for its share. */
  private boolean reserve(ByteBuf whole) {
    if (partialBytes <= LargePacketBudget.SMALL_BYTES) {
      whole.ensureWritable(partialBytes);
      return true;
    }
    if (budget.take(partialBytes, this)) {
      shareBytes = partialBytes;
      whole.ensureWritable(partialBytes);
      return true;
    }
    pause(Pause.LARGE_PACKET);
    return false;
  }

  @Override
  public void granted() {
    shareBytes = partialBytes;
    partialSinceNs = clock.monotonicNs();
    if (partial != null) {
      partial.ensureWritable(partialBytes);
    }
    if (context != null) {
      // Not from within the cutting of whoever gave the share back.
      context.executor().execute(() -> resume(Pause.LARGE_PACKET));
    }
  }

  private void giveShareBack() {
    if (shareBytes > 0) {
      int bytes = shareBytes;
      shareBytes = 0;
      budget.giveBack(bytes);
    }
  }

  /** Bytes of the packet at the reader index, with its fixed header, or {@link #INCOMPLETE}. */
  private int totalBytes(ByteBuf in) {
    int start = in.readerIndex();
    int firstByte = in.getUnsignedByte(start);
    PacketType.of(firstByte).checkFromClient(firstByte);
    int length = 0;
    for (int i = 0; i < MAX_LENGTH_BYTES; i++) {
      if (in.readableBytes() < 2 + i) {
        return INCOMPLETE;
      }
      int digit = in.getUnsignedByte(start + 1 + i);
      length |= (digit & 0x7f) << (7 * i);
      if (digit < 0x80) {
        if (digit == 0 && i > 0) {
          throw Malformed.packet("The remaining length uses more bytes than it needs (2.1.4).");
        }
        return checkedSize(2 + i + length);
      }
    }
    throw Malformed.packet("The remaining length has more than four bytes (2.1.4).");
  }

  private int checkedSize(int total) {
    int most = parser.isConnected() ? maxPacketBytes : Math.min(maxPacketBytes, MAX_CONNECT_BYTES);
    if (total > most) {
      throw new MqttException(
          MqttError.MQTT_PACKET_TOO_LARGE,
          "A packet has " + total + " bytes; " + most + " are allowed.");
    }
    return total;
  }

  private void parse(ByteBuf buffer, int start, int total) {
    int firstByte = buffer.getUnsignedByte(start);
    int bodyAt = start + 1;
    while (buffer.getByte(bodyAt) < 0) {
      bodyAt++;
    }
    parser.parse(PacketType.of(firstByte), firstByte, buffer, bodyAt + 1, start + total);
  }

  private void releaseAll() {
    if (input != null) {
      input.release();
      input = null;
    }
    if (partial != null) {
      partial.release();
      partial = null;
    }
    giveShareBack();
  }
}
