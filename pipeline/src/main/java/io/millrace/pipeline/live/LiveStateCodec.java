package io.millrace.pipeline.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.error.PipelineError;
import io.millrace.pipeline.error.PipelineException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The live reader's state as keys and values: {@code p} and point → sample, {@code s} and source →
 * source, {@code c} → number of the last change. Each value begins with a version.
 */
final class LiveStateCodec {
  private static final byte VERSION = 1;
  private static final byte[] CHANGE_KEY = {'c'};
  private static final byte POINT = 'p';
  private static final byte SOURCE = 's';

  private LiveStateCodec() {}

  static void save(LiveState state, StateWriter writes) {
    for (int p = state.changedPoints.nextSetBit(0);
        p >= 0;
        p = state.changedPoints.nextSetBit(p + 1)) {
      byte[] key = key(POINT, state.point(p).value());
      ValueKind kind = state.columns.kind(p);
      if (kind == null) {
        writes.delete(key);
      } else {
        writes.put(key, sample(state, p, kind));
      }
    }
    state.changedPoints.clear();
    for (LiveSource source : state.sources()) {
      if (source.changed) {
        writes.put(key(SOURCE, source.id.value()), source(source));
        source.changed = false;
      }
    }
    writes.put(
        CHANGE_KEY,
        ByteBuffer.allocate(1 + Long.BYTES).put(VERSION).putLong(state.change()).array());
  }

  static void restore(StateReader stored, LiveState state) {
    try {
      byte[] change = stored.get(CHANGE_KEY);
      if (change != null) {
        state.setChange(begin(change).getLong());
      }
      stored.scan(new byte[] {SOURCE}, (key, value) -> restoreSource(id(key), begin(value), state));
      stored.scan(new byte[] {POINT}, (key, value) -> restoreSample(id(key), begin(value), state));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw unreadable(e);
    }
  }

  private static byte[] sample(LiveState state, int p, ValueKind kind) {
    LiveColumns columns = state.columns;
    byte[] text = kind.isText() ? columns.text(p).getBytes(UTF_8) : new byte[0];
    UUID source = state.source(columns.source(p)).id.value();
    return ByteBuffer.allocate(62 + text.length)
        .put(VERSION)
        .put(kind.code())
        .putLong(columns.timeNs(p))
        .putLong(columns.bits(p))
        .putInt(columns.quality(p))
        .putLong(columns.receiveTimeNs(p))
        .putLong(columns.change(p))
        .putLong(source.getMostSignificantBits())
        .putLong(source.getLeastSignificantBits())
        .putInt(text.length)
        .putInt(0) // reserved
        .put(text)
        .array();
  }

  private static void restoreSample(UUID point, ByteBuffer in, LiveState state) {
    ValueKind kind = ValueKind.ofCode(in.get());
    long timeNs = in.getLong();
    long bits = in.getLong();
    int quality = in.getInt();
    long receiveTimeNs = in.getLong();
    long change = in.getLong();
    SourceId source = new SourceId(new UUID(in.getLong(), in.getLong()));
    byte[] text = new byte[in.getInt()];
    in.getInt();
    in.get(text);
    state.columns.set(
        state.handle(new PointId(point)),
        kind,
        timeNs,
        bits,
        kind.isText() ? new String(text, UTF_8) : null,
        quality,
        receiveTimeNs,
        state.sourceOf(source).index,
        change);
  }

  private static byte[] source(LiveSource source) {
    byte[] protocol = source.protocol.getBytes(UTF_8);
    return ByteBuffer.allocate(73 + 4 + protocol.length)
        .put(VERSION)
        .putLong(source.lastSeenNs)
        .putLong(source.messages)
        .putLong(source.connectionEpoch)
        .putLong(source.markedLostNs)
        .putLong(source.claimsSetAside)
        .putLong(source.lastClaimSetAsideNs)
        .putLong(source.leastOffsetNs)
        .putLong(source.leastOffsetBeforeNs)
        .putInt(source.windowMessages)
        .putInt(0) // reserved
        .putInt(protocol.length)
        .put(protocol)
        .array();
  }

  private static void restoreSource(UUID id, ByteBuffer in, LiveState state) {
    LiveSource source = state.sourceOf(new SourceId(id));
    source.lastSeenNs = in.getLong();
    source.messages = in.getLong();
    source.connectionEpoch = in.getLong();
    source.markedLostNs = in.getLong();
    source.claimsSetAside = in.getLong();
    source.lastClaimSetAsideNs = in.getLong();
    source.leastOffsetNs = in.getLong();
    source.leastOffsetBeforeNs = in.getLong();
    source.windowMessages = in.getInt();
    in.getInt();
    byte[] protocol = new byte[in.getInt()];
    in.get(protocol);
    source.protocol = new String(protocol, UTF_8);
  }

  private static ByteBuffer begin(byte[] value) {
    ByteBuffer in = ByteBuffer.wrap(value);
    byte version = in.get();
    if (version != VERSION) {
      throw unreadable(null);
    }
    return in;
  }

  private static PipelineException unreadable(@Nullable Throwable cause) {
    return new PipelineException(
        PipelineError.PIPELINE_STATE_UNREADABLE,
        "The stored live values are not in a form that this version reads; remove the reader's"
            + " state to build them anew.",
        cause);
  }

  private static byte[] key(byte prefix, UUID id) {
    return ByteBuffer.allocate(17)
        .put(prefix)
        .putLong(id.getMostSignificantBits())
        .putLong(id.getLeastSignificantBits())
        .array();
  }

  private static UUID id(byte[] key) {
    ByteBuffer in = ByteBuffer.wrap(key, 1, 16);
    return new UUID(in.getLong(), in.getLong());
  }
}
