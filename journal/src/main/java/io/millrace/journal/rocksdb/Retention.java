package io.millrace.journal.rocksdb;

import io.millrace.journal.engine.RegisteredReaders;
import io.millrace.journal.engine.RocksDbErrors;
import io.millrace.model.time.NanoClock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes the oldest records, whole segments at a time, by age and by disk budget; never context,
 * and never what a reader that pushes back has not committed. For upkeep.
 */
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final long MS = 1_000_000;

  /**
   * 2020-01-01. Records taken in before that come from a machine whose clock was not set (a
   * Raspberry Pi without network): nobody knows how old they are, so only the disk budget removes
   * them.
   */
  private static final long CLOCK_NOT_SET_NS = 1_577_836_800L * 1_000_000_000L;

  private final JournalDatabase database;
  private final Partitions partitions;
  private final ChannelNames names;
  private final LoadedSegments loaded;
  private final RegisteredReaders readers;
  private final Health health;
  private final RocksDbJournalSettings settings;
  private final NanoClock clock;

  Retention(
      JournalDatabase database,
      Partitions partitions,
      ChannelNames names,
      LoadedSegments loaded,
      RegisteredReaders readers,
      Health health,
      RocksDbJournalSettings settings,
      NanoClock clock) {
    this.database = database;
    this.partitions = partitions;
    this.names = names;
    this.loaded = loaded;
    this.readers = readers;
    this.health = health;
    this.settings = settings;
    this.clock = clock;
  }

  /** Removes what is too old or too much. */
  void run() {
    retireByAge(partitions.get(Partitions.LIVE), settings.retentionAgeMs());
    retireByAge(partitions.get(Partitions.BULK), settings.bulkRetentionAgeMs());
    retireBySize();
  }

  private void retireByAge(PartitionLog log, long ageMs) {
    long tooOldNs = clock.nowNs() - ageMs * MS;
    long until = log.oldest();
    for (SegmentEntry segment : log.segments().values()) {
      if (!isTooOld(segment.newestReceiveNs(), tooOldNs)) {
        break;
      }
      until = segment.next();
    }
    if (until == log.sealedEnd() && isUnsealedTooOld(log, tooOldNs)) {
      until = log.durableEnd();
    }
    retire(log, until);
  }

  /**
   * Blocks that are not sealed go together, when the newest of them is too old: where so little
   * arrives, an age more or less of it is no burden.
   */
  private static boolean isUnsealedTooOld(PartitionLog log, long tooOldNs) {
    long end = log.durableEnd();
    return end > log.sealedEnd() && isTooOld(log.sizes.newestReceiveNs(), tooOldNs);
  }

  private static boolean isTooOld(long newestReceiveNs, long tooOldNs) {
    return newestReceiveNs < tooOldNs && newestReceiveNs >= CLOCK_NOT_SET_NS;
  }

  private void retireBySize() {
    long excess = storedBytes() - settings.retentionBytes();
    while (excess > 0) {
      PartitionLog log = withOldestSegment();
      if (log == null) {
        return;
      }
      Map.Entry<Long, SegmentEntry> oldest = log.segments().firstEntry();
      if (!retire(log, oldest.getValue().next())) {
        return;
      }
      excess -= oldest.getValue().storedBytes();
    }
  }

  private long storedBytes() {
    long bytes = 0;
    for (PartitionLog log : partitions.all()) {
      for (SegmentEntry segment : log.segments().values()) {
        bytes += segment.storedBytes();
      }
    }
    return bytes + database.property(Family.BLOCKS, "rocksdb.total-sst-files-size");
  }

  /** Of live and bulk the one whose oldest segment is older, as far as it is not protected. */
  private @Nullable PartitionLog withOldestSegment() {
    PartitionLog found = null;
    long foundNs = Long.MAX_VALUE;
    for (int number : List.of(Partitions.LIVE, Partitions.BULK)) {
      PartitionLog log = partitions.get(number);
      Map.Entry<Long, SegmentEntry> oldest = log.segments().firstEntry();
      if (oldest != null
          && oldest.getValue().next() <= readers.protectedFrom(number)
          && oldest.getValue().newestReceiveNs() < foundNs) {
        found = log;
        foundNs = oldest.getValue().newestReceiveNs();
      }
    }
    return found;
  }

  /**
   * Removes the records before an offset, but for those that are protected.
   *
   * @return whether anything was removed
   */
  boolean retire(PartitionLog log, long offset) {
    long until = Math.min(offset, readers.protectedFrom(log.number));
    until = wholeSegments(log, until);
    if (until <= log.oldest()) {
      return false;
    }
    long before = log.oldest();
    long to = until;
    // First it is written down, then readers are told, then the records go: a crash in between
    // leaves records that nobody sees, never a hole that looks like damage.
    database.writeDurably(
        (batch, open) -> {
          Catalogue.putOldest(log.number, to, batch, open);
          for (Long first : log.segments().headMap(to, false).keySet()) {
            batch.delete(open.family(Family.META), Keys.segment(log.number, first));
          }
          for (Gap gap : log.gapsBefore(to)) {
            batch.delete(open.family(Family.META), Keys.gap(log.number, gap.from()));
          }
        });
    boolean blocksToo = to > log.sealedEnd();
    log.retiredBefore(to);
    health.retiredRecords.addAndGet(to - before);
    LOG.info("Retention removed records {} to {} of partition {}.", before, to - 1, log.number);
    remove(log, to, blocksToo);
    loaded.dropBefore(log.number, to);
    forgetNames();
    return true;
  }

  private void forgetNames() {
    int oldest = Integer.MAX_VALUE;
    for (PartitionLog log : partitions.all()) {
      for (SegmentEntry segment : log.segments().values()) {
        oldest = Math.min(oldest, segment.namesGeneration());
      }
    }
    if (oldest != Integer.MAX_VALUE) {
      names.forgetBefore(oldest);
    }
  }

  /** Cuts back to the end of a whole segment, unless all segments go. */
  private static long wholeSegments(PartitionLog log, long until) {
    if (until >= log.sealedEnd()) {
      return until;
    }
    Map.Entry<Long, SegmentEntry> at = log.segments().floorEntry(until);
    return at == null ? until : Math.max(log.oldest(), at.getKey());
  }

  /** By whole files; what is left, such as blocks in the memtable, by a range tombstone. */
  private void remove(PartitionLog log, long to, boolean blocksToo) {
    byte[] first = Keys.block(log.number, 0);
    byte[] last = Keys.block(log.number, to);
    try {
      database.deleteRange(Family.SEGMENTS, first, last);
      if (blocksToo) {
        database.deleteRange(Family.BLOCKS, first, last);
      }
    } catch (RocksDBException e) {
      throw RocksDbErrors.using("journal", database.folder(), e);
    }
  }
}
