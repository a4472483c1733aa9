package io.millrace.journal.rocksdb;

import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.engine.RocksDbErrors;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The small facts on disk: which segments there are, what was retired, which offsets are used up,
 * which readers are protected. If they are damaged they are found again from the segments
 * themselves.
 */
final class Catalogue {
  private static final Logger LOG = LoggerFactory.getLogger(Catalogue.class);
  private static final int FORMAT_VERSION = 1;

  /**
   * What is stored of one partition.
   *
   * @param oldest retention has removed what lies before
   * @param floor offsets below are used up
   * @param gaps known holes
   * @param segments sealed segments
   */
  record Facts(long oldest, long floor, List<Gap> gaps, List<SegmentEntry> segments) {}

  private final JournalDatabase database;
  private final Map<Integer, Facts> byPartition = new TreeMap<>();
  private final Map<String, StoredReader> readers = new TreeMap<>();

  private boolean rebuilt;

  Catalogue(JournalDatabase database) {
    this.database = database;
  }

  /** Reads everything; if that cannot be done, finds out again what can be found out. */
  void load(List<PartitionLog> partitions) throws RocksDBException {
    try {
      checkFormat();
      for (PartitionLog log : partitions) {
        byPartition.put(log.number, read(log.number));
      }
      readReaders();
    } catch (DamagedException e) {
      rebuild(partitions, String.valueOf(e.getMessage()));
    } catch (RocksDBException e) {
      if (!RocksDbErrors.isDamage(e)) {
        throw e;
      }
      rebuild(partitions, String.valueOf(e.getMessage()));
    }
  }

  Facts of(PartitionLog log) {
    return byPartition.getOrDefault(log.number, new Facts(0, 0, List.of(), List.of()));
  }

  /** Whether what was stored is lost, names of channels included. */
  boolean isRebuilt() {
    return rebuilt;
  }

  Map<String, StoredReader> readers() {
    return readers;
  }

  private void checkFormat() throws RocksDBException {
    byte[] stored = database.tryGet(Family.META, Keys.format());
    if (stored == null) {
      writeFormat();
    } else if (stored.length != 1 || stored[0] != FORMAT_VERSION) {
      throw new JournalException(
          JournalError.JOURNAL_BLOCK_DAMAGED,
          "The journal in "
              + database.folder()
              + " has a format that this version does not read; open it with the version that"
              + " wrote it.");
    }
  }

  private void writeFormat() {
    database.writeDurably(
        (batch, open) ->
            batch.put(open.family(Family.META), Keys.format(), new byte[] {(byte) FORMAT_VERSION}));
  }

  private Facts read(int partition) throws RocksDBException {
    List<Gap> gaps = new ArrayList<>();
    database.scan(
        Family.META,
        Keys.gap(partition, 0),
        Keys.gap(partition, Long.MAX_VALUE),
        0,
        (key, value) -> gaps.add(Gap.decode(Keys.offset(key, 1), value)));
    List<SegmentEntry> segments = new ArrayList<>();
    database.scan(
        Family.META,
        Keys.segment(partition, 0),
        Keys.segment(partition, Long.MAX_VALUE),
        0,
        (key, value) -> segments.add(SegmentEntry.decode(Keys.offset(key, 1), value)));
    return new Facts(
        readOffset(Keys.oldest(partition)), readOffset(Keys.floor(partition)), gaps, segments);
  }

  private long readOffset(byte[] key) throws RocksDBException {
    byte[] stored = database.tryGet(Family.META, key);
    if (stored == null) {
      return 0;
    }
    if (stored.length != Long.BYTES) {
      throw new DamagedException("an offset has " + stored.length + " bytes");
    }
    return ByteBuffer.wrap(stored).getLong();
  }

  private void readReaders() throws RocksDBException {
    byte[] first = Keys.readers();
    byte[] end = first.clone();
    end[0]++;
    database.scan(
        Family.META,
        first,
        end,
        0,
        (key, value) -> {
          readers.put(Keys.readerName(key), StoredReader.decode(value));
          return true;
        });
  }

  private void rebuild(List<PartitionLog> partitions, String why) throws RocksDBException {
    LOG.error(
        "The journal's catalogue in {} is damaged ({}). It is made anew from the segments; readers"
            + " that push back are protected again as soon as they start.",
        database.folder(),
        why);
    rebuilt = true;
    readers.clear();
    database.empty(Family.META);
    for (PartitionLog log : partitions) {
      List<SegmentEntry> segments = new SegmentFiles(database).of(log.number);
      long first = segments.isEmpty() ? firstBlock(log.number) : segments.getFirst().first();
      byPartition.put(log.number, new Facts(first, 0, List.of(), segments));
    }
    writeFormat();
    database.writeDurably(
        (batch, open) -> {
          for (Map.Entry<Integer, Facts> entry : byPartition.entrySet()) {
            int partition = entry.getKey();
            putOldest(partition, entry.getValue().oldest, batch, open);
            for (SegmentEntry segment : entry.getValue().segments) {
              putSegment(partition, segment, batch, open);
            }
          }
        });
  }

  private long firstBlock(int partition) throws RocksDBException {
    long[] first = {0};
    database.scan(
        Family.BLOCKS,
        Keys.block(partition, 0),
        Keys.block(partition, Long.MAX_VALUE),
        0,
        (key, value) -> {
          first[0] = Keys.offset(key, 0);
          return false;
        });
    return first[0];
  }

  static void putFloor(int partition, long floor, WriteBatch batch, Open open)
      throws RocksDBException {
    batch.put(open.family(Family.META), Keys.floor(partition), offset(floor));
  }

  static void putOldest(int partition, long oldest, WriteBatch batch, Open open)
      throws RocksDBException {
    batch.put(open.family(Family.META), Keys.oldest(partition), offset(oldest));
  }

  static void putGap(int partition, Gap gap, WriteBatch batch, Open open) throws RocksDBException {
    batch.put(open.family(Family.META), Keys.gap(partition, gap.from()), gap.encode());
  }

  static void putSegment(int partition, SegmentEntry segment, WriteBatch batch, Open open)
      throws RocksDBException {
    batch.put(open.family(Family.META), Keys.segment(partition, segment.first()), segment.encode());
  }

  private static byte[] offset(long offset) {
    return ByteBuffer.allocate(Long.BYTES).putLong(offset).array();
  }
}
