package io.millrace.broker.state;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes what {@link StateInput} reads: big-endian numbers, texts and byte strings by length. */
public final class StateOutput {
  static final int ABSENT = -1;

  private final ByteBuf out = Unpooled.buffer();

  /** A form of its own for each kind of value, so that later versions can tell. */
  public StateOutput(int form) {
    out.writeByte(form);
  }

  /** Appends a flag. */
  public StateOutput flag(boolean value) {
    out.writeBoolean(value);
    return this;
  }

  /** Appends an {@code int}. */
  public StateOutput number(int value) {
    out.writeInt(value);
    return this;
  }

  /** Appends a {@code long}. */
  public StateOutput bigNumber(long value) {
    out.writeLong(value);
    return this;
  }

  /** Appends a text. */
  public StateOutput text(@Nullable String value) {
    return bytes(value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }

  /** Appends bytes. */
  public StateOutput bytes(byte @Nullable [] value) {
    out.writeInt(value == null ? ABSENT : value.length);
    if (value != null) {
      out.writeBytes(value);
    }
    return this;
  }

  /** Appends bytes from an array. */
  public StateOutput bytes(byte[] array, int from, int length) {
    out.writeInt(length);
    out.writeBytes(array, from, length);
    return this;
  }

  /** What was written. */
  public byte[] toBytes() {
    return ByteBufUtil.getBytes(out);
  }
}
