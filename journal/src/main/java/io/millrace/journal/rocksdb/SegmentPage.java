package io.millrace.journal.rocksdb;

import io.millrace.journal.Block;
import io.millrace.journal.Origin;
import java.util.ArrayList;
import java.util.HashMap;
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

  /** Writes pages; has buffers that are used again. For one thread. */
  static final class Writer {
    private static final long[] UNITS = {1_000_000_000, 1_000_000, 1_000};

    private final ByteSink out = new ByteSink(96 * 1024);
    private final Map<Origin, Integer> originIndex = new HashMap<>();
    private final List<Origin> origins = new ArrayList<>();

    /**
     * Writes the records from rank {@code from} to before {@code to}.
     *
     * @return the sink that holds the page; valid until the next call
     */
    ByteSink write(SegmentRecords records, int from, int to) {
      int size = to - from;
      out.clear();
      SegmentParts.begin(out);
      out.varint(size);
      int[] column = new int[size];
      for (int i = 0; i < size; i++) {
        column[i] = records.channelNumber(from + i);
      }
      IntColumn.write(out, column, size);
      writeOrigins(records, from, column);
      writeOffsets(records, from, size);
      writeTimes(records, from, size);
      for (int i = 0; i < size; i++) {
        column[i] = records.block(from + i).flags(records.index(from + i));
      }
      IntColumn.write(out, column, size);
      for (int i = 0; i < size; i++) {
        column[i] = records.payloadLength(from + i);
      }
      IntColumn.write(out, column, size);
      writeAttributes(records, from, size);
      writePayloads(records, from, size);
      SegmentParts.end(out);
      return out;
    }

    private void writeOrigins(SegmentRecords records, int from, int[] column) {
      originIndex.clear();
      origins.clear();
      Origin last = null;
      int lastIndex = 0;
      for (int i = 0; i < column.length; i++) {
        Block block = records.block(from + i);
        Origin origin = block.origins().get(block.originIndex(records.index(from + i)));
        if (!origin.equals(last)) {
          Integer known = originIndex.putIfAbsent(origin, origins.size());
          lastIndex = known == null ? origins.size() : known;
          if (known == null) {
            origins.add(origin);
          }
          last = origin;
        }
        column[i] = lastIndex;
      }
      out.varint(origins.size());
      for (Origin origin : origins) {
        BlockCodec.writeOrigin(origin, out);
      }
      IntColumn.write(out, column, column.length);
    }

    private void writeOffsets(SegmentRecords records, int from, int size) {
      out.ensure(10 * size);
      long before = records.firstOffset();
      for (int i = 0; i < size; i++) {
        long offset = records.offset(from + i);
        out.zigzag(offset - before);
        before = offset;
      }
    }

    /** Times in the coarsest unit that loses nothing, as differences of differences. */
    private void writeTimes(SegmentRecords records, int from, int size) {
      long unit = 1;
      for (long candidate : UNITS) {
        if (allAreMultiples(records, from, size, candidate)) {
          unit = candidate;
          break;
        }
      }
      out.varint(unit);
      out.ensure(10 * size);
      long before = 0;
      long stepBefore = 0;
      for (int i = 0; i < size; i++) {
        long time = records.receiveTimeNs(from + i) / unit;
        long step = time - before;
        out.zigzag(step - stepBefore);
        before = time;
        stepBefore = step;
      }
    }

    private static boolean allAreMultiples(SegmentRecords records, int from, int size, long unit) {
      for (int i = 0; i < size; i++) {
        if (records.receiveTimeNs(from + i) % unit != 0) {
          return false;
        }
      }
      return true;
    }

    private void writeAttributes(SegmentRecords records, int from, int size) {
      int count = 0;
      for (int i = 0; i < size; i++) {
        count += records.attributes(from + i).isEmpty() ? 0 : 1;
      }
      out.varint(count);
      for (int i = 0; i < size && count > 0; i++) {
        Map<String, String> attributes = records.attributes(from + i);
        if (!attributes.isEmpty()) {
          BlockCodec.writeAttributes(i, attributes, out);
        }
      }
    }

    private void writePayloads(SegmentRecords records, int from, int size) {
      for (int i = 0; i < size; i++) {
        Block block = records.block(from + i);
        int index = records.index(from + i);
        int start = block.payloadStart(index);
        out.bytes(block.payloads(), start, block.payloadEnd(index) - start);
      }
    }
  }
}
