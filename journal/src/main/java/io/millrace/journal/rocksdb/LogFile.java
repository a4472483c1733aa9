package io.millrace.journal.rocksdb;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Reads and writes files of RocksDB's write-ahead log: blocks of 32 KiB that hold fragments, each
 * with checksum (4 bytes, CRC32C of type and data, masked), length (2), type (1) and data,
 * little-endian; a fragment is a whole record or the first, a middle or the last part of one. See
 * RocksDB's wiki, "Write Ahead Log File Format".
 *
 * <p>RocksDB itself gives up the rest of a block at the first wrong checksum, and with it up to 32
 * KiB of records that are intact. This reads on behind the damage.
 */
final class LogFile {
  private static final int BLOCK_BYTES = 32 * 1024;
  private static final int HEADER_BYTES = 7;
  private static final int MASK_DELTA = 0xa282_ead8;
  private static final int FULL = 1;
  private static final int FIRST = 2;
  private static final int MIDDLE = 3;
  private static final int LAST = 4;

  /** A record is a write batch, which begins with a sequence number and a count. */
  private static final int BATCH_HEADER_BYTES = 12;

  /** How far sequence numbers may be apart in one file; one is used up for each key written. */
  private static final long MOST_SEQUENCE_STEP = 1L << 32;

  /** Takes each whole record, in order. */
  interface Visitor {
    void record(byte[] record) throws IOException;
  }

  /**
   * What a file is like.
   *
   * @param records whole records in it
   * @param damagedBytes bytes before the last whole record that belong to none
   * @param tornBytes bytes after the last whole record, but for zeros
   * @param unreadable whether the disk does not give back a part of it
   */
  record Condition(long records, long damagedBytes, long tornBytes, boolean unreadable) {}

  private LogFile() {}

  /** Reads a file to its end, whatever is in it. */
  static Condition read(Path file, Visitor visitor) throws IOException {
    Reading reading = new Reading(visitor);
    byte[] block = new byte[BLOCK_BYTES];
    boolean unreadable = false;
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = in.size();
      for (long at = 0; at < size; at += BLOCK_BYTES) {
        int length = (int) Math.min(BLOCK_BYTES, size - at);
        if (!readBlock(in, at, block, length)) {
          unreadable = true;
        }
        reading.block(block, length);
      }
    }
    return new Condition(
        reading.records,
        reading.damagedBytes,
        Math.max(0, reading.contentEnd - reading.wholeEnd),
        unreadable);
  }

  /** Reads a block; false if the disk does not give it back, and then it counts as zeros. */
  private static boolean readBlock(FileChannel in, long at, byte[] block, int length)
      throws IOException {
    try {
      ByteBuffer into = ByteBuffer.wrap(block, 0, length);
      while (into.hasRemaining() && in.read(into, at + into.position()) >= 0) {
        // Reads come in parts.
      }
      return true;
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      Arrays.fill(block, (byte) 0);
      return false;
    }
  }

  private static final class Reading {
    private final Visitor visitor;
    private final CRC32C checksum = new CRC32C();
    private final ByteSink parts = new ByteSink(BLOCK_BYTES);
    private boolean inParts;
    private long sequence = -1;
    private long records;
    private long damagedBytes;
    // Bytes that belong to no record so far; damage as soon as a record follows them.
    private long strayBytes;
    private long blockStart;
    private long wholeEnd;
    private long contentEnd;

    Reading(Visitor visitor) {
      this.visitor = visitor;
    }

    void block(byte[] block, int length) throws IOException {
      int at = 0;
      while (length - at >= HEADER_BYTES) {
        if (isFragment(block, at, length)) {
          int data = dataBytes(block, at);
          fragment(block, at, data);
          at += HEADER_BYTES + data;
        } else {
          at = skipDamage(block, at, length);
        }
      }
      contentEnd = Math.max(contentEnd, blockStart + contentBytes(block, length));
      blockStart += length;
    }

    /** The next place that holds an intact fragment, or the block's end. */
    private int skipDamage(byte[] block, int from, int length) {
      int at = from + 1;
      while (length - at >= HEADER_BYTES && !isFragment(block, at, length)) {
        at++;
      }
      int next = length - at >= HEADER_BYTES ? at : length;
      // A part may be missing of the record that was being put together.
      dropParts();
      strayBytes += contentBytes(block, next) > from ? next - from : 0;
      return next;
    }

    private boolean isFragment(byte[] block, int at, int length) {
      int type = block[at + 6];
      int data = dataBytes(block, at);
      if (type < FULL || type > LAST || at + HEADER_BYTES + data > length) {
        return false;
      }
      checksum.reset();
      checksum.update(block, at + 6, 1 + data);
      return littleEndian(block, at, 4) == (masked(checksum) & 0xffff_ffffL)
          && (type == MIDDLE
              || type == LAST
              || startsBatch(block, at + HEADER_BYTES, data)
              || (type == FIRST && at + HEADER_BYTES + data == BLOCK_BYTES));
    }

    /**
     * Guards against bytes within a payload that look like a record: they would have to guess the
     * sequence number.
     */
    private boolean startsBatch(byte[] block, int at, int data) {
      return data >= BATCH_HEADER_BYTES && isNextSequence(littleEndian(block, at, 8));
    }

    private boolean isNextSequence(long next) {
      return next >= 0
          && (sequence < 0 || (next > sequence && next - sequence < MOST_SEQUENCE_STEP));
    }

    private void fragment(byte[] block, int at, int data) throws IOException {
      int type = block[at + 6];
      if (type == FULL || type == FIRST) {
        dropParts();
      } else if (!inParts) {
        strayBytes += HEADER_BYTES + data;
        return;
      }
      parts.bytes(block, at + HEADER_BYTES, data);
      inParts = type == FIRST || type == MIDDLE;
      if (!inParts) {
        whole(parts.toByteArray(), blockStart + at + HEADER_BYTES + data);
        parts.clear();
      }
    }

    private void whole(byte[] record, long end) throws IOException {
      if (record.length < BATCH_HEADER_BYTES || !isNextSequence(littleEndian(record, 0, 8))) {
        strayBytes += record.length;
        return;
      }
      sequence = littleEndian(record, 0, 8);
      visitor.record(record);
      records++;
      damagedBytes += strayBytes;
      strayBytes = 0;
      wholeEnd = end;
    }

    private void dropParts() {
      strayBytes += parts.size();
      parts.clear();
      inParts = false;
    }
  }

  /** Writes a file of whole records and fsyncs it. */
  static void write(Path file, Iterable<byte[]> records) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
      Writing writing = new Writing(out);
      for (byte[] record : records) {
        writing.record(record);
      }
      out.flush();
      channel.force(true);
    }
  }

  private static final class Writing {
    private final OutputStream out;
    private final CRC32C checksum = new CRC32C();
    private int atInBlock;

    Writing(OutputStream out) {
      this.out = out;
    }

    void record(byte[] record) throws IOException {
      int at = 0;
      do {
        int room = BLOCK_BYTES - atInBlock;
        if (room < HEADER_BYTES) {
          out.write(new byte[room]);
          atInBlock = 0;
          room = BLOCK_BYTES;
        }
        int data = Math.min(record.length - at, room - HEADER_BYTES);
        boolean last = at + data == record.length;
        int type = at == 0 ? (last ? FULL : FIRST) : (last ? LAST : MIDDLE);
        fragment(type, record, at, data);
        at += data;
      } while (at < record.length);
    }

    private void fragment(int type, byte[] record, int at, int data) throws IOException {
      checksum.reset();
      checksum.update(type);
      checksum.update(record, at, data);
      int sum = masked(checksum);
      out.write(
          new byte[] {
            (byte) sum,
            (byte) (sum >>> 8),
            (byte) (sum >>> 16),
            (byte) (sum >>> 24),
            (byte) data,
            (byte) (data >>> 8),
            (byte) type
          });
      out.write(record, at, data);
      atInBlock += HEADER_BYTES + data;
    }
  }

  private static int masked(CRC32C checksum) {
    return Integer.rotateRight((int) checksum.getValue(), 15) + MASK_DELTA;
  }

  private static int dataBytes(byte[] block, int at) {
    return (block[at + 4] & 0xff) | (block[at + 5] & 0xff) << 8;
  }

  private static long littleEndian(byte[] bytes, int at, int count) {
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = value << 8 | (bytes[at + i] & 0xff);
    }
    return value;
  }

  /** Where the block's contents end: behind them are zeros, as a crash may leave them. */
  private static int contentBytes(byte[] block, int length) {
    int end = length;
    while (end > 0 && block[end - 1] == 0) {
      end--;
    }
    return end;
  }
}
