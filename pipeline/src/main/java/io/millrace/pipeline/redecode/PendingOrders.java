package io.millrace.pipeline.redecode;

import io.millrace.model.context.ContextChange.DecodedAnew;
import io.millrace.model.context.ContextChange.JournalSpan;
import io.millrace.model.context.ContextChangeCodec;
import io.millrace.pipeline.context.DecodingOrder;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The orders that a reader has still to carry out, and how far it is with the first of them. Part
 * of the reader's state. Changed by the reader's thread; {@link #progress} may be asked by any.
 */
final class PendingOrders {
  /**
   * How far an order is carried out.
   *
   * @param done journal offsets that were passed
   * @param total journal offsets of all its spans
   */
  record Progress(long orderOffset, long done, long total) {}

  private static final byte VERSION = 1;

  private final List<DecodingOrder> orders = new ArrayList<>();
  private int span;
  private long nextOffset;
  private boolean changed;
  private volatile List<Progress> progress = List.of();

  /** Adds an order. One that takes back what an earlier one says ends that. */
  void add(DecodingOrder order) {
    if (!orders.isEmpty() && orders.getLast().offset() >= order.offset()) {
      return;
    }
    if (order.order().configurationVersion() == DecodingOrder.OWN_VERSION) {
      DecodedAnew back = order.order();
      DecodingOrder first = orders.isEmpty() ? null : orders.getFirst();
      orders.removeIf(
          each ->
              each.order().source().equals(back.source())
                  && each.order().channelFilter().equals(back.channelFilter())
                  && each.order().spans().equals(back.spans()));
      if (first != null && (orders.isEmpty() || !orders.getFirst().equals(first))) {
        begin();
      }
    }
    orders.add(order);
    if (orders.size() == 1) {
      begin();
    }
    noteChange();
  }

  private void begin() {
    span = 0;
    nextOffset = orders.isEmpty() ? 0 : orders.getFirst().order().spans().getFirst().fromOffset();
  }

  boolean isEmpty() {
    return orders.isEmpty();
  }

  /** The order to carry out now. */
  DecodingOrder current() {
    return orders.getFirst();
  }

  /** The span to go on with; null if the order is carried out. */
  @Nullable JournalSpan currentSpan() {
    List<JournalSpan> spans = current().order().spans();
    return span < spans.size() ? spans.get(span) : null;
  }

  /** Where to go on in the span. */
  long nextOffset() {
    return nextOffset;
  }

  /** Everything before an offset of the span is done. */
  void advance(long offset) {
    nextOffset = Math.max(nextOffset, offset);
    JournalSpan current = currentSpan();
    while (current != null && nextOffset >= current.toOffset()) {
      span++;
      current = currentSpan();
      nextOffset = current == null ? 0 : current.fromOffset();
    }
    if (current == null) {
      orders.removeFirst();
      begin();
    }
    noteChange();
  }

  private void noteChange() {
    changed = true;
    List<Progress> now = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      long total = 0;
      long done = 0;
      List<JournalSpan> spans = orders.get(i).order().spans();
      for (int s = 0; s < spans.size(); s++) {
        long length = spans.get(s).toOffset() - spans.get(s).fromOffset();
        total += length;
        if (i == 0) {
          done += s < span ? length : s == span ? nextOffset - spans.get(s).fromOffset() : 0;
        }
      }
      now.add(new Progress(orders.get(i).offset(), done, total));
    }
    progress = List.copyOf(now);
  }

  /** How far each order is; for any thread. */
  List<Progress> progress() {
    return progress;
  }

  boolean takeChanged() {
    boolean was = changed;
    changed = false;
    return was;
  }

  byte[] encode() {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeByte(VERSION);
      out.writeInt(span);
      out.writeLong(nextOffset);
      out.writeInt(orders.size());
      for (DecodingOrder order : orders) {
        byte[] change = ContextChangeCodec.encode(order.order());
        out.writeLong(order.offset());
        out.writeInt(change.length);
        out.write(change);
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory does not fail
    }
  }

  void restore(byte @Nullable [] stored) {
    orders.clear();
    begin();
    if (stored != null) {
      ByteBuffer in = ByteBuffer.wrap(stored);
      if (in.get() != VERSION) {
        throw new IllegalStateException("Stored orders are of another version.");
      }
      int restoredSpan = in.getInt();
      long restoredNext = in.getLong();
      for (int left = in.getInt(); left > 0; left--) {
        long offset = in.getLong();
        int length = in.getInt();
        int at = in.position();
        orders.add(
            new DecodingOrder(
                offset, (DecodedAnew) ContextChangeCodec.decode(stored, at, at + length)));
        in.position(at + length);
      }
      span = restoredSpan;
      nextOffset = restoredNext;
    }
    noteChange();
    changed = false;
  }
}
