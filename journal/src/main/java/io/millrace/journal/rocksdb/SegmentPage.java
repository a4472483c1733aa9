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
    private Block[] blocks = new Block[0];
    private int[] indexes = new int[0];
    private int[] column = new int[0];
    private int size;

    /**
     * Writes the records from rank {@code from} to before {@code to}.
     *
     * @return the sink that holds the page; valid until the next call
     */
    ByteSink write(SegmentRecords records, int from, int to) {
      gather(records, from, to);
      out.clear();
      SegmentParts.begin(out);
      out.varint(size);
      for (int i = 0; i < size; i++) {
        column[i] = records.channelNumber(from + i);
      }
      IntColumn.write(out, column, size);
      writeOrigins();
      writeOffsets(records.firstOffset());
      writeTimes();
      for (int i = 0; i < size; i++) {
        column[i] = blocks[i].flags(indexes[i]);
      }
      IntColumn.write(out, column, size);
      for (int i = 0; i < size; i++) {
        column[i] = blocks[i].payloadEnd(indexes[i]) - blocks[i].payloadStart(indexes[i]);
      }
      IntColumn.write(out, column, size);
      writeAttributes();
      for (int i = 0; i < size; i++) {
        out.bytes(blocks[i].payloads(), blocks[i].payloadStart(indexes[i]), column[i]);
      }
      SegmentParts.end(out);
      return out;
    }

    /** Lets go of the blocks. */
    void clear() {
      blocks = new Block[0];
      indexes = new int[0];
      column = new int[0];
      size = 0;
    }

    /** Where the page's records are, so that each column need not look them up again. */
    private void gather(SegmentRecords records, int from, int to) {
      size = to - from;
      if (blocks.length < size) {
        blocks = new Block[2 * size];
        indexes = new int[2 * size];
        column = new int[2 * size];
      }
      for (int i = 0; i < size; i++) {
        blocks[i] = records.block(from + i);
        indexes[i] = records.index(from + i);
      }
    }

    @SuppressWarnings("ReferenceEquality") // a short cut; the map goes by equals
    private void writeOrigins() {
      originIndex.clear();
      origins.clear();
      Origin last = null;
      int lastIndex = 0;
      for (int i = 0; i < size; i++) {
        Origin origin = blocks[i].origins().get(blocks[i].originIndex(indexes[i]));
        if (origin != last) {
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
      IntColumn.write(out, column, size);
    }

    private void writeOffsets(long firstOffset) {
      out.ensure(10 * size);
      long before = firstOffset;
      for (int i = 0; i < size; i++) {
        long offset = blocks[i].offset(indexes[i]);
        out.zigzag(offset - before);
        before = offset;
      }
    }

    /** Times in the coarsest unit that loses nothing, as differences of differences. */
    private void writeTimes() {
      long unit = 1;
      for (long candidate : UNITS) {
        if (allAreMultiplesOf(candidate)) {
          unit = candidate;
          break;
        }
      }
      out.varint(unit);
      out.ensure(10 * size);
      long before = 0;
      long stepBefore = 0;
      for (int i = 0; i < size; i++) {
        long time = blocks[i].receiveTimeNs(indexes[i]) / unit;
        long step = time - before;
        out.zigzag(step - stepBefore);
        before = time;
        stepBefore = step;
      }
    }

    private boolean allAreMultiplesOf(long unit) {
      for (int i = 0; i < size; i++) {
        if (blocks[i].receiveTimeNs(indexes[i]) % unit != 0) {
          return false;
        }
      }
      return true;
    }

    private void writeAttributes() {
      int count = 0;
      for (int i = 0; i < size; i++) {
        count += blocks[i].attributes(indexes[i]).isEmpty() ? 0 : 1;
      }
      out.varint(count);
      for (int i = 0; i < size && count > 0; i++) {
        Map<String, String> attributes = blocks[i].attributes(indexes[i]);
        if (!attributes.isEmpty()) {
          BlockCodec.writeAttributes(i, attributes, out);
        }
      }
    }
  }
}
