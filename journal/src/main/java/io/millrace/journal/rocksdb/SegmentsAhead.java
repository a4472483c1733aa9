package io.millrace.journal.rocksdb;

import io.millrace.journal.Block;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Loss;
import io.millrace.journal.RecordFilter;
import java.util.Deque;
import org.rocksdb.RocksDBException;

/**
 * Reads ahead from sealed segments for one reader of a partition: blocks in the order of their
 * offsets, and a loss for what a damaged page held. For one thread at a time.
 */
final class SegmentsAhead {
  private static final long READ_AHEAD_BYTES = 2 << 20;

  private final PartitionLog log;
  private final RecordFilter filter;
  private final SegmentReader reader;
  private final LoadedSegments loaded;
  private final DamageReport damage;

  SegmentsAhead(
      PartitionLog log,
      RecordFilter filter,
      SegmentReader reader,
      LoadedSegments loaded,
      DamageReport damage) {
    this.log = log;
    this.filter = filter;
    this.reader = reader;
    this.loaded = loaded;
    this.damage = damage;
  }

  /**
   * Puts what comes next into the queue.
   *
   * @return where reading goes on behind what was put there; {@code from} if the segment is gone
   */
  long read(long from, Deque<JournalItem> into) throws RocksDBException {
    SegmentEntry segment = log.segmentAt(from);
    if (segment == null) {
      return from;
    }
    if (segment.first() > from) {
      into.add(damage.missing(from, segment.first(), "there is no segment"));
      return segment.first();
    }
    if (filter.sources() == null && filter.channels() == null) {
      return readAll(segment, from, into);
    }
    try {
      return readWanted(reader.loadWanted(segment), segment, from, into);
    } catch (DamagedException e) {
      // What of it is missing can only be told from all that is there.
      return readAll(segment, from, into);
    }
  }

  private long readWanted(
      LoadedSegment wanted, SegmentEntry segment, long from, Deque<JournalItem> into) {
    int index = wanted.indexOf(from);
    while (index < wanted.size()) {
      Block block = wanted.block(log.number, log.lane, index, wanted.size());
      into.add(block);
      index += block.size();
    }
    return segment.next();
  }

  private long readAll(SegmentEntry segment, long from, Deque<JournalItem> into)
      throws RocksDBException {
    LoadedSegment all;
    try {
      all = loaded.get(log.number, segment.first(), () -> reader.loadAll(segment));
    } catch (DamagedException e) {
      into.add(damage.missing(from, segment.next(), String.valueOf(e.getMessage())));
      return segment.next();
    }
    long next = from;
    long bytes = 0;
    int index = all.indexOf(from);
    while (index < all.size() && bytes < READ_AHEAD_BYTES) {
      next = tellHole(next, all.offset(index), into);
      Block block = all.block(log.number, log.lane, index, all.endOfRun(index));
      into.add(block);
      bytes += block.payloadBytes() + (long) PendingAppend.RECORD_BYTES * block.size();
      index += block.size();
      next = block.nextOffset();
    }
    return index < all.size() ? next : tellHole(next, segment.next(), into);
  }

  /** Offsets that no page holds: known holes are passed, others are damage. */
  private long tellHole(long from, long to, Deque<JournalItem> into) {
    long at = from;
    while (at < to) {
      Gap gap = log.gapAt(at);
      long end = gap == null ? Math.min(to, log.nextGap(at)) : Math.min(to, gap.next());
      if (gap == null) {
        into.add(damage.missing(at, end, "a page of a segment cannot be read"));
      } else if (gap.cause() == Gap.Cause.DAMAGED) {
        into.add(damage.known(at, end));
      }
      at = end;
    }
    return to;
  }

  /** Says what is missing, and counts it once. */
  static final class DamageReport {
    private final PartitionLog log;
    private final Health health;

    DamageReport(PartitionLog log, Health health) {
      this.log = log;
      this.health = health;
    }

    /** Records that were just found missing. */
    Loss missing(long from, long next, String what) {
      if (log.addGap(new Gap(from, next, Gap.Cause.DAMAGED))) {
        health.damagedRecords.addAndGet(next - from);
      }
      return loss(from, next, what);
    }

    /** Records that are known to be missing. */
    Loss known(long from, long next) {
      return loss(from, next, "");
    }

    private Loss loss(long from, long next, String what) {
      return new Loss(
          log.number,
          from,
          next,
          Loss.Reason.DAMAGED,
          "Records "
              + from
              + " to "
              + (next - 1)
              + " are damaged"
              + (what.isEmpty() ? "." : ": " + what + "."));
    }
  }
}
