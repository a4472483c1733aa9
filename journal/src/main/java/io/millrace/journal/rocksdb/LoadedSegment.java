package io.millrace.journal.rocksdb;

import io.millrace.journal.Block;
import io.millrace.journal.BlockBuilder;
import io.millrace.journal.Lane;
import java.util.Arrays;
import java.util.Map;

/**
 * Records of a sealed segment in memory, some or all, to be given out in the order of their
 * offsets. Immutable once built.
 */
final class LoadedSegment {
  private static final int MOST_BLOCK_RECORDS = 1_024;
  private static final int MOST_BLOCK_BYTES = 256 * 1024;

  private final SegmentHeader header;
  private final ChannelNames.Table names;
  private final SegmentPage[] pages;
  // By offset: page in the upper half, record in the lower; sorted by offset.
  private final long[] offsets;
  private final long[] places;
  private final long bytes;

  private LoadedSegment(
      SegmentHeader header,
      ChannelNames.Table names,
      SegmentPage[] pages,
      long[] offsets,
      long[] places,
      long bytes) {
    this.header = header;
    this.names = names;
    this.pages = pages;
    this.offsets = offsets;
    this.places = places;
    this.bytes = bytes;
  }

  /** Collects records, in any order. */
  static final class Builder {
    private final SegmentHeader header;
    private final ChannelNames.Table names;
    private SegmentPage[] pages = new SegmentPage[8];
    private int pageCount;
    // Offset relative to the segment, page and record in one number, so that sorting it sorts all.
    private long[] entries;
    private int size;
    private long bytes;

    Builder(SegmentHeader header, ChannelNames.Table names, int expectedRecords) {
      this.header = header;
      this.names = names;
      this.entries = new long[Math.max(16, expectedRecords)];
    }

    /** Adds the records of a page from index {@code from} to before {@code to}. */
    void add(SegmentPage page, int from, int to) {
      if (pageCount == 0 || pages[pageCount - 1] != page) {
        if (pageCount == pages.length) {
          pages = Arrays.copyOf(pages, 2 * pageCount);
        }
        pages[pageCount++] = page;
        bytes += page.payloads.length + (long) PendingAppend.RECORD_BYTES * page.size;
      }
      if (size + to - from > entries.length) {
        entries = Arrays.copyOf(entries, Math.max(size + to - from, 2 * entries.length));
      }
      for (int i = from; i < to; i++) {
        long relative = page.offsets[i] - header.firstOffset();
        if (relative < 0 || page.offsets[i] >= header.nextOffset()) {
          throw new DamagedException("a page holds offset " + page.offsets[i]);
        }
        entries[size++] = relative << 32 | (long) (pageCount - 1) << 13 | i;
      }
    }

    LoadedSegment build() {
      Arrays.sort(entries, 0, size);
      long[] offsets = new long[size];
      long[] places = new long[size];
      for (int i = 0; i < size; i++) {
        offsets[i] = header.firstOffset() + (entries[i] >>> 32);
        places[i] = entries[i] & 0xffff_ffffL;
      }
      return new LoadedSegment(
          header, names, Arrays.copyOf(pages, pageCount), offsets, places, bytes + 16L * size);
    }
  }

  /** Memory that it takes, about. */
  long bytes() {
    return bytes;
  }

  int size() {
    return offsets.length;
  }

  /** Index of the first record at or after an offset. */
  int indexOf(long offset) {
    int found = Arrays.binarySearch(offsets, offset);
    return found >= 0 ? found : -found - 1;
  }

  long offset(int index) {
    return offsets[index];
  }

  /** To which index from {@code from} on no offset is missing; not beyond one block's worth. */
  int endOfRun(int from) {
    int most = Math.min(offsets.length, from + MOST_BLOCK_RECORDS);
    int i = from + 1;
    while (i < most && offsets[i] == offsets[i - 1] + 1) {
      i++;
    }
    return i;
  }

  /**
   * The records from index {@code from} on as a block, as many as fit in one and have the same
   * configuration version.
   *
   * @param to records from this index on are left out
   */
  Block block(int partition, Lane lane, int from, int to) {
    long version = header.versionAt(offsets[from]);
    int end = Math.min(to, from + MOST_BLOCK_RECORDS);
    int payloadBytes = 0;
    // Once for how much there is, so that the block need not grow while it is filled.
    for (int i = from; i < end; i++) {
      if (payloadBytes >= MOST_BLOCK_BYTES
          || (i > from && header.versionAt(offsets[i]) != version)) {
        end = i;
        break;
      }
      int record = record(i);
      payloadBytes += page(i).payloadEnd(record) - page(i).payloadStart(record);
    }
    BlockBuilder block = new BlockBuilder(partition, lane, version, end - from, payloadBytes);
    for (int i = from; i < end; i++) {
      SegmentPage page = page(i);
      int record = record(i);
      block.add(
          offsets[i],
          page.origins.get(page.originIndexes[record]),
          names.get(page.channels[record]),
          page.receiveTimes[record],
          page.flags[record],
          page.payloads,
          page.payloadStart(record),
          page.payloadEnd(record),
          page.attributes.getOrDefault(record, Map.of()));
    }
    return block.build();
  }

  private SegmentPage page(int index) {
    return pages[(int) (places[index] >>> 13)];
  }

  private int record(int index) {
    return (int) (places[index] & 0x1fff);
  }
}
