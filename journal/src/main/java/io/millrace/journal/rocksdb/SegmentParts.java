package io.millrace.journal.rocksdb;

import java.util.zip.CRC32C;

/** What all parts of a sealed segment begin with: a version and a checksum of the rest. */
final class SegmentParts {
  /** A page of records. */
  static final int PAGE = 1;

  /** Which ranks a channel's records have. */
  static final int CHANNELS = 2;

  /** Which ranks a source's records have. */
  static final int SOURCES = 3;

  /** What the others are. */
  static final int HEADER = 4;

  /** Names of the channels, in case they are lost from where all segments share them. */
  static final int NAMES = 5;

  private static final int VERSION = 1;
  private static final int CHECKED_FROM = 1 + Integer.BYTES;

  private SegmentParts() {}

  static void begin(ByteSink out) {
    out.u8(VERSION);
    out.u32(0);
  }

  static void end(ByteSink out) {
    CRC32C checksum = new CRC32C();
    checksum.update(out.array(), CHECKED_FROM, out.size() - CHECKED_FROM);
    out.setU32(1, (int) checksum.getValue());
  }

  /**
   * Checks a part and goes to its contents.
   *
   * @throws DamagedException if it is not a part of a segment
   */
  static ByteSource open(byte[] stored) {
    ByteSource in = new ByteSource(stored);
    int version = in.u8();
    if (version != VERSION) {
      throw new DamagedException("the version " + version + " of a part is unknown");
    }
    int expected = in.u32();
    CRC32C checksum = new CRC32C();
    checksum.update(stored, CHECKED_FROM, stored.length - CHECKED_FROM);
    if (expected != (int) checksum.getValue()) {
      throw new DamagedException("a part's checksum is wrong");
    }
    return in;
  }
}
