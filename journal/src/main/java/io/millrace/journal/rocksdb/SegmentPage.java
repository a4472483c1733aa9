package io.millrace.journal.rocksdb;

import io.millrace.journal.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A page of a sealed segment: records of neighbouring streams, in columns. See {@code
 * docs/formats/journal.md}, "Page".
 */
final class SegmentPage {
  final int size;
  final int[] channels;
  final List<Origin> origins;
  final int[] originIndexes;
  final long[] offsets;
  final long[] receiveTimes;
  final int[] flags;
  final int[] payloadEnds;
  final byte[] payloads;
  final int payloadsStart;
  final Map<Integer, Map<String, String>> attributes;

  private SegmentPage(ByteSource in, long firstOffset) {
    size = in.count(in.remaining());
    if (size == 0) {
      throw new DamagedException("a page has no record");
    }
    channels = IntColumn.read(in, size);
    int originCount = in.count(in.remaining());
    List<Origin> read = new ArrayList<>();
    for (int i = 0; i < originCount; i++) {
      read.add(BlockCodec.readOrigin(in));
    }
    origins = List.copyOf(read);
    originIndexes = BlockCodec.indexes(IntColumn.read(in, size), originCount);
    offsets = readOffsets(in, size, firstOffset);
    receiveTimes = readTimes(in, size);
    flags = IntColumn.read(in, size);
    payloadEnds = BlockCodec.ends(IntColumn.read(in, size));
    attributes = BlockCodec.readAttributes(in, size);
    if (payloadEnds[size - 1] != in.remaining()) {
      throw new DamagedException("a page's payloads have another length than their sum");
    }
    payloads = in.array();
    payloadsStart = in.position();
  }

  int payloadStart(int i) {
    return payloadsStart + (i == 0 ? 0 : payloadEnds[i - 1]);
  }

  int payloadEnd(int i) {
    return payloadsStart + payloadEnds[i];
  }

  /**
   * Reads a page.
   *
   * @param firstOffset the segment's first offset
   * @throws DamagedException if the bytes are not a page
   */
  static SegmentPage decode(byte[] stored, long firstOffset) {
    return new SegmentPage(SegmentParts.open(stored), firstOffset);
  }

  private static long[] readOffsets(ByteSource in, int size, long firstOffset) {
    long[] offsets = new long[size];
    long at = firstOffset;
    for (int i = 0; i < size; i++) {
      at += in.zigzag();
      offsets[i] = at;
    }
    return offsets;
  }

  private static long[] readTimes(ByteSource in, int size) {
    long unit = in.varint();
    long[] times = new long[size];
    long time = 0;
    long step = 0;
    for (int i = 0; i < size; i++) {
      step += in.zigzag();
      time += step;
      times[i] = time * unit;
    }
    return times;
  }
}
