package io.millrace.broker.codec;

import io.netty.buffer.ByteBuf;

/** Writes variable byte integers (1.5.5), 0 to 268,435,455. */
public final class VariableInt {
  private VariableInt() {}

  /** Appends the value. */
  public static void write(ByteBuf out, int value) {
    int rest = value;
    while (rest > 0x7f) {
      out.writeByte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  /** How many bytes {@link #write} needs. */
  public static int bytes(int value) {
    return value < 1 << 7 ? 1 : value < 1 << 14 ? 2 : value < 1 << 21 ? 3 : 4;
  }
}
