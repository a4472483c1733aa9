package io.millrace.journal.rocksdb;

import io.millrace.journal.Origin;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Writes the pages of one segment, in order; see {@code docs/formats/journal.md}, "Page". For one
 * thread.
 */
final class SegmentPageWriter {
  private static final long[] UNITS = {1_000_000_000, 1_000_000, 1_000};

  private final SegmentRecords records;
  private final ByteSink out;
  private int[] column = new int[1024];
  // By the segment's number of an origin: its index in the page, or -1.
  private final int[] originIndexes;
  private final List<Origin> origins = new ArrayList<>();
  private final List<Integer> originNumbers = new ArrayList<>();

  /**
   * A writer of pages.
   *
   * @param out takes one page after the other, each instead of the one before
   */
  SegmentPageWriter(SegmentRecords records, ByteSink out) {
    this.records = records;
    this.out = out;
    this.originIndexes = new int[records.origins().size()];
    Arrays.fill(originIndexes, -1);
  }

  /** Writes the records from rank {@code from} to before {@code to}. */
  void write(int from, int to) {
    int size = to - from;
    if (column.length < size) {
      column = new int[2 * size];
    }
    out.clear();
    SegmentParts.begin(out);
    out.varint(size);
    IntColumn.write(out, records.channelNumbers(), from, to);
    writeOrigins(from, to);
    writeOffsets(from, to);
    writeTimes(from, to);
    IntColumn.write(out, records.flags(), from, to);
    for (int rank = from; rank < to; rank++) {
      column[rank - from] = records.payloadLength(rank);
    }
    IntColumn.write(out, column, 0, size);
    writeAttributes(from, to);
    int start = records.payloadStart(from);
    out.bytes(records.payloads(), start, records.payloadStart(to) - start);
    SegmentParts.end(out);
  }

  private void writeOrigins(int from, int to) {
    int[] numbers = records.originNumbers();
    for (int rank = from; rank < to; rank++) {
      int number = numbers[rank];
      if (originIndexes[number] < 0) {
        originIndexes[number] = originNumbers.size();
        originNumbers.add(number);
        origins.add(records.origins().get(number));
      }
      column[rank - from] = originIndexes[number];
    }
    out.varint(origins.size());
    for (Origin origin : origins) {
      BlockCodec.writeOrigin(origin, out);
    }
    IntColumn.write(out, column, 0, to - from);
    originNumbers.forEach(number -> originIndexes[number] = -1);
    originNumbers.clear();
    origins.clear();
  }

  private void writeOffsets(int from, int to) {
    int[] offsets = records.relativeOffsets();
    out.ensure(10 * (to - from));
    long before = 0;
    for (int rank = from; rank < to; rank++) {
      out.zigzag(offsets[rank] - before);
      before = offsets[rank];
    }
  }

  /** Times in the coarsest unit that loses nothing, as differences of differences. */
  private void writeTimes(int from, int to) {
    long[] times = records.receiveTimes();
    long unit = 1;
    for (long candidate : UNITS) {
      if (allAreMultiplesOf(candidate, times, from, to)) {
        unit = candidate;
        break;
      }
    }
    out.varint(unit);
    out.ensure(10 * (to - from));
    long before = 0;
    long stepBefore = 0;
    for (int rank = from; rank < to; rank++) {
      long time = times[rank] / unit;
      long step = time - before;
      out.zigzag(step - stepBefore);
      before = time;
      stepBefore = step;
    }
  }

  private static boolean allAreMultiplesOf(long unit, long[] times, int from, int to) {
    for (int rank = from; rank < to; rank++) {
      if (times[rank] % unit != 0) {
        return false;
      }
    }
    return true;
  }

  private void writeAttributes(int from, int to) {
    Map<Integer, Map<String, String>> own = records.attributes().subMap(from, to);
    out.varint(own.size());
    own.forEach((rank, values) -> BlockCodec.writeAttributes(rank - from, values, out));
  }
}
