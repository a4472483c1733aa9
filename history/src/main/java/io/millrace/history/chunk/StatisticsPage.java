package io.millrace.history.chunk;

import io.millrace.model.sample.ValueKind;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * The statistics of some consecutive chunks of a bucket, one row of the store. A question over a
 * long time is answered from pages; only chunks that the edge of an answer cuts are read.
 *
 * @param kind the kind of the point's values
 * @param through all chunks of the bucket with this number or a lower one are in the bucket's
 *     pages; later ones are the open end, to be found by themselves
 * @param entries by ascending time
 */
public record StatisticsPage(ValueKind kind, int through, List<Entry> entries) {
  /** How many entries a page is meant to have; a merge of late data may make it longer. */
  public static final int TARGET_ENTRIES = 16;

  /** A page with more entries than this is split. */
  public static final int MAX_ENTRIES = 64;

  /** The number of an entry whose chunk fell to retention: only the statistics are left. */
  public static final int NO_CHUNK = -1;

  private static final int FORMAT = 1;

  public StatisticsPage {
    entries = List.copyOf(entries);
  }

  /**
   * A chunk and what is known of it.
   *
   * @param number the chunk's number within its point and bucket, or {@link #NO_CHUNK}
   */
  public record Entry(int number, ChunkStatistics statistics) {}

  /** The page as bytes. */
  public byte[] encode() {
    BitOutput out = new BitOutput(128 * (1 + entries.size()));
    out.uint8(FORMAT);
    out.uint8(kind.code());
    out.signed(through);
    out.unsigned(entries.size());
    for (Entry entry : entries) {
      out.signed(entry.number);
      StatisticsCodec.encode(kind, entry.statistics, out);
    }
    ChunkEncoder.seal(out, new CRC32C());
    return out.toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws io.millrace.history.error.HistoryException with {@link
   *     io.millrace.history.error.HistoryError#HISTORY_CHUNK_DAMAGED} if it is anything else
   */
  public static StatisticsPage decode(byte[] bytes) {
    BitInput in = ChunkDecoder.unseal(bytes, new CRC32C());
    int format = in.uint8();
    int code = in.uint8();
    if (format != FORMAT || code < 1 || code > ValueKind.values().length) {
      throw Damage.of("a page of statistics has the form " + format + " and the kind " + code);
    }
    ValueKind kind = ValueKind.ofCode(code);
    int through = (int) in.signed();
    int count = in.count(0, MAX_ENTRIES, "the count of entries");
    List<Entry> entries = new ArrayList<>(count);
    for (int e = 0; e < count; e++) {
      int number = (int) in.signed();
      entries.add(new Entry(number, StatisticsCodec.decode(kind, in)));
    }
    if (in.remainingBytes() != 0) {
      throw Damage.of(in.remainingBytes() + " bytes are left over");
    }
    return new StatisticsPage(kind, through, entries);
  }
}
