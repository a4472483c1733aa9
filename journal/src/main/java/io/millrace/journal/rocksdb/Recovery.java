package io.millrace.journal.rocksdb;

import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.engine.RegisteredReaders;
import io.millrace.journal.engine.RocksDbErrors;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out where things stand when the database has been opened, and puts them in order. */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

  /**
   * How many offsets are given up where the newest blocks may have been in a damaged file and
   * nothing says how many there were: about as many records as a file holds.
   */
  private static final long UNKNOWN_LOSS = 1 << 20;

  private final JournalDatabase database;
  private final BlockSalvage salvage;
  private final Health health;
  private boolean logWasDamaged;
  private boolean tablesWereDamaged;

  Recovery(JournalDatabase database, BlockSalvage salvage, Health health) {
    this.database = database;
    this.salvage = salvage;
    this.health = health;
  }

  /** Before the database is opened: looks at its log, which must not be in use. */
  void repairLog() {
    LogRepair repair = new LogRepair(database.folder());
    try {
      repair.run();
    } catch (IOException e) {
      LOG.warn("The journal's log could not be looked at before opening it.", e);
    }
    logWasDamaged = repair.damagedBytes() > 0;
    if (repair.tornBytes() > 0) {
      health.tornTails.incrementAndGet();
    }
  }

  /** After the process has started: everything is read from disk. */
  void restore(Partitions partitions, ChannelNames names, RegisteredReaders readers) {
    try {
      tablesWereDamaged = salvage.run();
      Catalogue catalogue = new Catalogue(database);
      catalogue.load(partitions.all());
      for (PartitionLog log : partitions.all()) {
        restore(log, catalogue.of(log));
      }
      int generation = newestGeneration(partitions);
      if (catalogue.isRebuilt()) {
        names.beginGeneration(generation + 1);
      } else {
        names.restore(generation);
      }
      catalogue.readers().forEach((name, reader) -> reader.restore(name, readers));
    } catch (RocksDBException e) {
      throw RocksDbErrors.opening("journal", database.folder(), e);
    } catch (IOException e) {
      throw new JournalException(
          JournalError.JOURNAL_STORAGE_FAILED,
          "Damaged blocks of the journal in "
              + database.folder()
              + " cannot be written anew: "
              + e.getMessage(),
          e);
    }
  }

  private static int newestGeneration(Partitions partitions) {
    int newest = 0;
    for (PartitionLog log : partitions.all()) {
      for (SegmentEntry segment : log.segments().values()) {
        newest = Math.max(newest, segment.namesGeneration());
      }
    }
    return newest;
  }

  /**
   * After a failure in the same process: what is beyond the last durable position cannot be
   * trusted, since the page cache may hold what the disk does not. It is removed and its offsets
   * are used up.
   */
  void discardUnacknowledged(Partitions partitions) {
    database.writeDurably(
        (batch, open) -> {
          for (PartitionLog log : partitions.all()) {
            long from = log.durableEnd();
            long next = log.assignedEnd;
            if (next > from) {
              batch.deleteRange(
                  open.family(Family.BLOCKS),
                  Keys.block(log.number, from),
                  Keys.block(log.number, Long.MAX_VALUE));
              addGap(log, new Gap(from, next, Gap.Cause.DISCARDED), batch, open);
              Catalogue.putFloor(log.number, next, batch, open);
              health.discardedRecords.addAndGet(next - from);
            }
          }
        });
  }

  /** Offsets below where each partition ends are used up, whatever becomes of their records. */
  void writeFloors(Partitions partitions) {
    database.writeDurably(
        (batch, open) -> {
          for (PartitionLog log : partitions.all()) {
            Catalogue.putFloor(log.number, log.assignedEnd, batch, open);
          }
        });
  }

  private static void addGap(PartitionLog log, Gap gap, WriteBatch batch, Open open)
      throws RocksDBException {
    if (log.addGap(gap)) {
      Catalogue.putGap(log.number, gap, batch, open);
    }
  }

  private void restore(PartitionLog log, Catalogue.Facts facts) throws RocksDBException {
    facts.gaps().forEach(log::addGap);
    long sealedEnd = facts.oldest();
    for (SegmentEntry segment : facts.segments()) {
      log.restoreSegment(segment);
      sealedEnd = Math.max(sealedEnd, segment.next());
    }
    removeLeftovers(log, sealedEnd);
    Found found = new Found(log, sealedEnd);
    new StoredBlocks(database, log.number, sealedEnd, new BlockCodec())
        .walk(sealedEnd, Long.MAX_VALUE, found);
    found.end(facts.floor());
    log.restore(facts.oldest(), sealedEnd, found.end, found.weight);
  }

  /** A crash while sealing leaves blocks that were sealed, or a segment that is in no catalogue. */
  private void removeLeftovers(PartitionLog log, long sealedEnd) throws RocksDBException {
    byte[] first = Keys.block(log.number, 0);
    byte[] sealed = Keys.block(log.number, sealedEnd);
    byte[] last = Keys.block(log.number, Long.MAX_VALUE);
    if (database.mayHold(Family.BLOCKS, first, sealed)) {
      database.deleteRange(Family.BLOCKS, first, sealed);
    }
    if (database.mayHold(Family.SEGMENTS, sealed, last)) {
      database.deleteRange(Family.SEGMENTS, sealed, last);
    }
  }

  /** What the walk over the blocks finds. */
  private final class Found implements StoredBlocks.Visitor {
    private final PartitionLog log;
    private final List<Gap> holes = new ArrayList<>();
    private long end;
    private long weight;
    private long durableBefore;

    Found(PartitionLog log, long from) {
      this.log = log;
      this.end = from;
    }

    @Override
    public boolean block(long first, BlockCodec.Stored block, int storedBytes) {
      log.sizes.add(first, block.nextOffset(), block.payloadBytes(), block.receiveNs());
      weight += PartitionLog.weight(block.payloadBytes(), block.records());
      durableBefore = Math.max(durableBefore, block.durableBefore());
      end = block.nextOffset();
      return true;
    }

    @Override
    public boolean hole(long from, long next, String damage) {
      long at = from;
      while (at < next) {
        Gap known = log.gapAt(at);
        if (known == null) {
          holes.add(new Gap(at, next, damage.isEmpty() ? Gap.Cause.TORN : Gap.Cause.DAMAGED));
          break;
        }
        at = known.next();
      }
      end = next;
      return true;
    }

    /**
     * Judges the holes. What had been durable when a later block was written is damage. Where the
     * log or a file of blocks was damaged the hole may have been acknowledged, and in doubt it is
     * told. Else one file of the log was cut off by a crash while a part of the next reached the
     * disk, and neither had been acknowledged.
     */
    void end(long floor) {
      if (floor > end) {
        hole(end, floor, "");
      } else if (floor < end && tablesWereDamaged) {
        hole(end, end + UNKNOWN_LOSS, "");
      }
      long durable = Math.max(durableBefore, floor);
      database.writeDurably(
          (batch, open) -> {
            for (Gap hole : holes) {
              boolean damaged =
                  hole.cause() == Gap.Cause.DAMAGED
                      || hole.from() < durable
                      || logWasDamaged
                      || tablesWereDamaged;
              Gap gap =
                  new Gap(hole.from(), hole.next(), damaged ? Gap.Cause.DAMAGED : Gap.Cause.TORN);
              addGap(log, gap, batch, open);
              report(gap);
            }
          });
    }

    private void report(Gap gap) {
      long records = gap.next() - gap.from();
      if (gap.cause() == Gap.Cause.DAMAGED) {
        health.damagedRecords.addAndGet(records);
        LOG.error(
            "Records {} to {} of partition {} are damaged and cannot be read.",
            gap.from(),
            gap.next() - 1,
            log.number);
      } else {
        LOG.warn(
            "Records {} to {} of partition {} were being written when the process ended, and are"
                + " gone; they were not acknowledged.",
            gap.from(),
            gap.next() - 1,
            log.number);
      }
    }
  }
}
