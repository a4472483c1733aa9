package io.millrace.journal.rocksdb;

import io.millrace.journal.Block;
import io.millrace.journal.Channel;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordBatch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Merges appends of one lane into as few blocks as the limits allow. A large record gets a block of
 * its own, so that whoever wants its neighbours need not read it. For one thread.
 */
final class BlockAssembler {
  static final int MOST_RECORDS = 2_048;
  static final int MOST_BYTES = 256 * 1024;
  static final int LARGE_RECORD_BYTES = 64 * 1024;
  private static final int MOST_KNOWN_ENTRIES = 1 << 15;

  private final BlockDictionary<Origin> origins = new BlockDictionary<>(MOST_KNOWN_ENTRIES);
  private final BlockDictionary<Channel> channels = new BlockDictionary<>(MOST_KNOWN_ENTRIES);

  /**
   * Makes blocks of the appends and tells each append the offset after its last record.
   *
   * @return the offset after the last record
   */
  long assemble(
      List<PendingAppend> appends,
      int partition,
      Lane lane,
      long firstOffset,
      long configurationVersion,
      Consumer<Block> each) {
    Extent extent = new Extent(appends);
    long offset = firstOffset;
    while (extent.next()) {
      each.accept(fill(appends, extent, partition, lane, offset, configurationVersion));
      offset += extent.records;
    }
    long end = firstOffset;
    for (PendingAppend append : appends) {
      end += append.batch.size();
      append.nextOffset = end;
    }
    return end;
  }

  /** From which record of which append to which other a block reaches. */
  private static final class Extent {
    private final List<PendingAppend> appends;
    private int fromAppend;
    private int fromRecord;
    private int toAppend;
    private int toRecord;
    private int records;
    private int bytes;

    Extent(List<PendingAppend> appends) {
      this.appends = appends;
    }

    /** Moves on to the next block; false when all records have one. */
    boolean next() {
      fromAppend = toAppend;
      fromRecord = toRecord;
      records = 0;
      bytes = 0;
      while (toAppend < appends.size()) {
        if (!takeFrom(appends.get(toAppend).batch)) {
          return true;
        }
        toAppend++;
        toRecord = 0;
      }
      return records > 0;
    }

    /** Takes records while there is room; whether it took all of the batch. */
    private boolean takeFrom(RecordBatch batch) {
      while (toRecord < batch.size()) {
        int length = batch.payloadEnd(toRecord) - batch.payloadStart(toRecord);
        boolean large = length > LARGE_RECORD_BYTES;
        if (records > 0 && (large || records == MOST_RECORDS || bytes + length > MOST_BYTES)) {
          return false;
        }
        records++;
        bytes += length;
        toRecord++;
        if (large) {
          return false;
        }
      }
      return true;
    }
  }

  private Block fill(
      List<PendingAppend> appends,
      Extent extent,
      int partition,
      Lane lane,
      long firstOffset,
      long configurationVersion) {
    Columns columns = new Columns(extent.records, extent.bytes);
    origins.begin();
    channels.begin();
    for (int a = extent.fromAppend; a <= extent.toAppend && a < appends.size(); a++) {
      RecordBatch batch = appends.get(a).batch;
      int from = a == extent.fromAppend ? extent.fromRecord : 0;
      int to = a == extent.toAppend ? extent.toRecord : batch.size();
      if (from < to) {
        columns.add(batch, from, to);
      }
    }
    return new Block(
        partition,
        lane,
        firstOffset,
        configurationVersion,
        origins.entries(),
        channels.entries(),
        extent.records,
        columns.originIndexes,
        columns.channelIndexes,
        columns.receiveTimes,
        columns.flags,
        columns.payloadEnds,
        columns.payloads,
        columns.attributes);
  }

  private final class Columns {
    private final int[] originIndexes;
    private final int[] channelIndexes;
    private final long[] receiveTimes;
    private final int[] flags;
    private final int[] payloadEnds;
    private final byte[] payloads;
    private Map<Integer, Map<String, String>> attributes = Map.of();
    private int size;
    private int bytes;

    Columns(int records, int payloadBytes) {
      originIndexes = new int[records];
      channelIndexes = new int[records];
      receiveTimes = new long[records];
      flags = new int[records];
      payloadEnds = new int[records];
      payloads = new byte[payloadBytes];
    }

    void add(RecordBatch batch, int from, int to) {
      int start = batch.payloadStart(from);
      int shift = bytes - start;
      int at = size;
      for (int i = from; i < to; i++, at++) {
        originIndexes[at] = origins.indexOf(batch.origin(i));
        channelIndexes[at] = channels.indexOf(batch.channel(i));
        receiveTimes[at] = batch.receiveTimeNs(i);
        flags[at] = batch.flags(i);
        payloadEnds[at] = batch.payloadEnd(i) + shift;
      }
      int length = batch.payloadEnd(to - 1) - start;
      System.arraycopy(batch.payloads(), start, payloads, bytes, length);
      if (batch.hasAttributes()) {
        addAttributes(batch, from, to);
      }
      size = at;
      bytes += length;
    }

    private void addAttributes(RecordBatch batch, int from, int to) {
      for (int i = from; i < to; i++) {
        Map<String, String> own = batch.attributes(i);
        if (!own.isEmpty()) {
          if (attributes.isEmpty()) {
            attributes = new HashMap<>();
          }
          attributes.put(size + i - from, own);
        }
      }
    }
  }
}
