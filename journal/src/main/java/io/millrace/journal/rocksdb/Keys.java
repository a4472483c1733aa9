package io.millrace.journal.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;

/** Keys of the three column families; big-endian, so that bytes sort as numbers do. */
final class Keys {
  static final int BLOCK_BYTES = Short.BYTES + Long.BYTES;
  static final int PART_BYTES = BLOCK_BYTES + 1 + Integer.BYTES;

  private static final byte META_FORMAT = 'V';
  private static final byte META_FLOOR = 'F';
  private static final byte META_OLDEST = 'O';
  private static final byte META_GAP = 'G';
  private static final byte META_SEGMENT = 'S';
  private static final byte META_READER = 'R';
  private static final byte META_NAMES = 'N';

  private Keys() {}

  /** A block by its first offset. */
  static byte[] block(int partition, long firstOffset) {
    byte[] key = new byte[BLOCK_BYTES];
    putBlock(ByteBuffer.wrap(key), partition, firstOffset);
    return key;
  }

  static void putBlock(ByteBuffer into, int partition, long firstOffset) {
    into.putShort((short) partition).putLong(firstOffset);
  }

  /** The offset in the key of a block, segment, gap or part of a segment. */
  static long offset(byte[] key, int skip) {
    return ByteBuffer.wrap(key).getLong(skip + Short.BYTES);
  }

  /** The partition in the key of a block or of a part of a segment. */
  static int partition(byte[] key) {
    return ByteBuffer.wrap(key).getShort(0);
  }

  /** One part of a sealed segment. */
  static byte[] part(int partition, long firstOffset, int kind, int number) {
    byte[] key = new byte[PART_BYTES];
    putPart(ByteBuffer.wrap(key), partition, firstOffset, kind, number);
    return key;
  }

  static void putPart(ByteBuffer into, int partition, long firstOffset, int kind, int number) {
    into.putShort((short) partition).putLong(firstOffset).put((byte) kind).putInt(number);
  }

  static int partNumber(byte[] key) {
    return ByteBuffer.wrap(key).getInt(BLOCK_BYTES + 1);
  }

  /** Version and identity of the journal. */
  static byte[] format() {
    return new byte[] {META_FORMAT};
  }

  /** Offsets below this have been used up. */
  static byte[] floor(int partition) {
    return ByteBuffer.allocate(1 + Short.BYTES).put(META_FLOOR).putShort((short) partition).array();
  }

  /** Retention has removed what lies before. */
  static byte[] oldest(int partition) {
    return ByteBuffer.allocate(1 + Short.BYTES)
        .put(META_OLDEST)
        .putShort((short) partition)
        .array();
  }

  /** A hole between offsets. */
  static byte[] gap(int partition, long from) {
    return meta(META_GAP, partition, from);
  }

  /** The entry of a sealed segment in the catalogue. */
  static byte[] segment(int partition, long firstOffset) {
    return meta(META_SEGMENT, partition, firstOffset);
  }

  private static byte[] meta(byte kind, int partition, long offset) {
    return ByteBuffer.allocate(1 + BLOCK_BYTES)
        .put(kind)
        .putShort((short) partition)
        .putLong(offset)
        .array();
  }

  /** All registered readers. */
  static byte[] readers() {
    return new byte[] {META_READER};
  }

  /** A registered reader. */
  static byte[] reader(String name) {
    byte[] utf8 = name.getBytes(UTF_8);
    return ByteBuffer.allocate(1 + utf8.length).put(META_READER).put(utf8).array();
  }

  static String readerName(byte[] key) {
    return new String(key, 1, key.length - 1, UTF_8);
  }

  /** All channels of a generation, or one of them. */
  static byte[] names(int generation) {
    return ByteBuffer.allocate(1 + Integer.BYTES).put(META_NAMES).putInt(generation).array();
  }

  static byte[] name(int generation, int id) {
    return ByteBuffer.allocate(1 + 2 * Integer.BYTES)
        .put(META_NAMES)
        .putInt(generation)
        .putInt(id)
        .array();
  }

  static int nameNumber(byte[] key) {
    return ByteBuffer.wrap(key).getInt(1 + Integer.BYTES);
  }
}
