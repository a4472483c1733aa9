package io.millrace.journal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How far a reader has come: for each partition the offset of the next record that it has not seen.
 * Immutable; a partition that is not mentioned stands at 0.
 *
 * <p>Two cursors compare partition by partition only, since there is no order between partitions.
 */
public final class Cursor {
  /** Before the first record of every partition. */
  public static final Cursor START = new Cursor(new long[0]);

  private static final int MAX_PARTITIONS = 1 << 16;

  private final long[] nextOffsets;

  private Cursor(long[] nextOffsets) {
    this.nextOffsets = nextOffsets;
  }

  /**
   * The next offset to read in the partition.
   *
   * @param partition the partition's number, from 0
   */
  public long next(int partition) {
    return partition < nextOffsets.length ? nextOffsets[partition] : 0;
  }

  /** This cursor with another next offset in one partition. */
  public Cursor with(int partition, long nextOffset) {
    if (partition < 0 || partition >= MAX_PARTITIONS || nextOffset < 0) {
      throw new IllegalArgumentException(
          "No cursor stands at offset " + nextOffset + " of partition " + partition + ".");
    }
    long[] copy = Arrays.copyOf(nextOffsets, Math.max(nextOffsets.length, partition + 1));
    copy[partition] = nextOffset;
    return new Cursor(copy);
  }

  /** Whether this cursor has seen, in every partition, at least what the other has seen. */
  public boolean covers(Cursor other) {
    for (int p = 0; p < other.nextOffsets.length; p++) {
      if (next(p) < other.nextOffsets[p]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the record lies before this cursor. */
  public boolean covers(Position position) {
    return position.offset() < next(position.partition());
  }

  /**
   * The bytes that {@link #decode} reads: count of partitions, then the next offsets, big-endian.
   */
  public byte[] encode() {
    ByteBuffer out = ByteBuffer.allocate(Integer.BYTES + nextOffsets.length * Long.BYTES);
    out.putInt(nextOffsets.length);
    for (long offset : nextOffsets) {
      out.putLong(offset);
    }
    return out.array();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws JournalException with {@link JournalError#CURSOR_UNREADABLE} if it is anything else
   */
  public static Cursor decode(byte[] bytes) {
    try {
      ByteBuffer in = ByteBuffer.wrap(bytes);
      int count = in.getInt();
      if (count < 0 || count > MAX_PARTITIONS || in.remaining() != count * Long.BYTES) {
        throw unreadable(bytes);
      }
      long[] offsets = new long[count];
      for (int p = 0; p < count; p++) {
        offsets[p] = in.getLong();
        if (offsets[p] < 0) {
          throw unreadable(bytes);
        }
      }
      return new Cursor(offsets);
    } catch (BufferUnderflowException e) {
      throw unreadable(bytes);
    }
  }

  private static JournalException unreadable(byte[] bytes) {
    return new JournalException(
        JournalError.CURSOR_UNREADABLE,
        "A stored cursor of " + bytes.length + " bytes is not in a form that this version writes.");
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Cursor other && covers(other) && other.covers(this);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int p = 0; p < nextOffsets.length; p++) {
      if (nextOffsets[p] != 0) {
        hash = 31 * hash + Long.hashCode(nextOffsets[p]) * (p + 1);
      }
    }
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(nextOffsets);
  }
}
