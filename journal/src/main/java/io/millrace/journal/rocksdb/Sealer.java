package io.millrace.journal.rocksdb;

import io.millrace.journal.Block;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.engine.RocksDbErrors;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns blocks into sealed segments when enough have gathered. The blocks then fall to a range
 * tombstone, mostly while they are still in the memtable, so that they are never written again. For
 * upkeep.
 */
final class Sealer {
  private static final Logger LOG = LoggerFactory.getLogger(Sealer.class);
  private static final String WORKSHOP = "sealing";

  private final JournalDatabase database;
  private final JournalDatabaseOptions options;
  private final ChannelNames names;
  private final Health health;
  private final int segmentBytes;
  private final SegmentWriter writer = new SegmentWriter();
  private final BlockCodec codec = new BlockCodec();

  Sealer(
      JournalDatabase database,
      JournalDatabaseOptions options,
      ChannelNames names,
      Health health,
      int segmentBytes) {
    this.database = database;
    this.options = options;
    this.names = names;
    this.health = health;
    this.segmentBytes = segmentBytes;
  }

  boolean isDue(PartitionLog log) {
    return log.unsealedBytes() >= segmentBytes;
  }

  /**
   * Seals one segment's worth of the oldest blocks.
   *
   * @return whether there were any; there are none if all were damaged
   */
  boolean seal(PartitionLog log) throws IOException {
    List<Block> blocks = new ArrayList<>();
    try {
      Gathering gathering = gather(log, blocks);
      if (blocks.isEmpty()) {
        log.lostBefore(gathering.next);
        return false;
      }
      Path file = emptyWorkshop().resolve(log.number + "-" + blocks.getFirst().firstOffset());
      SegmentEntry segment;
      try (Options how = options.forFilesOf(Family.SEGMENTS)) {
        segment = writer.write(blocks, names, log.number, how, file);
      }
      database.ingest(Family.SEGMENTS, file, true);
      enter(log, segment, gathering.weight);
      if (gathering.metHole) {
        log.lostBefore(gathering.next);
      }
      database.deleteRange(
          Family.BLOCKS, Keys.block(log.number, 0), Keys.block(log.number, segment.next()));
      LOG.debug(
          "Sealed {} records of partition {}: {} bytes of payload in {} bytes.",
          segment.records(),
          log.number,
          segment.payloadBytes(),
          segment.storedBytes());
      return true;
    } catch (RocksDBException e) {
      if (RocksDbErrors.isIo(e)) {
        health.failed(e);
      }
      throw RocksDbErrors.using("journal", database.folder(), e);
    }
  }

  /** Once the entry is durable the segment counts and the blocks do not. */
  private void enter(PartitionLog log, SegmentEntry segment, long weight) {
    database.writeDurably(
        (batch, open) -> {
          names.save(batch, open);
          for (Gap gap : log.gapsBefore(segment.next())) {
            Catalogue.putGap(log.number, gap, batch, open);
          }
          Catalogue.putSegment(log.number, segment, batch, open);
        });
    names.saved();
    log.sealed(segment, weight);
  }

  /** Blocks from the sealed end on, from the tail as far as they are still there. */
  private Gathering gather(PartitionLog log, List<Block> blocks) throws RocksDBException {
    long from = log.sealedEnd();
    long end = log.durableEnd();
    Gathering gathering = new Gathering(log, blocks, from);
    while (gathering.next < end && !gathering.isEnough()) {
      Gap gap = log.gapAt(gathering.next);
      Block recent = log.tail.at(gathering.next);
      if (gap != null) {
        gathering.pass(gap.next());
      } else if (recent != null && recent.firstOffset() == gathering.next) {
        gathering.add(recent);
      } else {
        new StoredBlocks(database, log.number, from, codec).walk(gathering.next, end, gathering);
      }
    }
    return gathering;
  }

  private final class Gathering implements StoredBlocks.Visitor {
    private final PartitionLog log;
    private final List<Block> blocks;
    private long next;
    private long weight;
    private boolean metHole;

    Gathering(PartitionLog log, List<Block> blocks, long from) {
      this.log = log;
      this.blocks = blocks;
      this.next = from;
    }

    boolean isEnough() {
      return weight >= segmentBytes;
    }

    /** Goes on behind a hole; what was there may be counted as unsealed. */
    void pass(long to) {
      metHole = true;
      next = to;
    }

    void add(Block block) {
      blocks.add(block);
      weight += PartitionLog.weight(block.payloadBytes(), block.size());
      next = block.nextOffset();
    }

    @Override
    public boolean block(long first, BlockCodec.Stored stored, int storedBytes) {
      Block block;
      try {
        block = stored.decode(log.number, log.lane, RecordFilter.ALL);
      } catch (DamagedException e) {
        return hole(first, stored.nextOffset(), String.valueOf(e.getMessage()));
      }
      if (block != null) {
        add(block);
      }
      // Back to the tail as soon as it has the next block.
      return !isEnough() && log.tail.at(next) == null;
    }

    @Override
    public boolean hole(long from, long to, String damage) {
      if (log.gapAt(from) != null) {
        return false;
      }
      new SegmentsAhead.DamageReport(log, health).missing(from, to, damage);
      pass(to);
      return true;
    }
  }

  /** The folder for files that are being written; what a crash left there is removed. */
  private Path emptyWorkshop() throws IOException {
    Path workshop = Files.createDirectories(database.folder().resolve(WORKSHOP));
    try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(workshop)) {
      for (Path leftover : leftovers) {
        Files.delete(leftover);
      }
    }
    return workshop;
  }
}
