package io.millrace.journal.rocksdb;

import io.millrace.journal.Block;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Loss;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.engine.RocksDbErrors;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Reads one partition from an offset on: from the tail while it keeps up, else from blocks, else
 * from sealed segments. What it reads ahead is bounded. For one thread at a time.
 */
final class PartitionReader {
  private static final long READ_AHEAD_BYTES = 1 << 20;

  private final JournalDatabase database;
  private final PartitionLog log;
  private final RecordFilter filter;
  private final SegmentsAhead segments;
  private final SegmentsAhead.DamageReport damage;
  private final BlockCodec codec = new BlockCodec();
  private final Deque<JournalItem> ahead = new ArrayDeque<>();
  private long offset;
  // Where reading goes on when what was read ahead is used up.
  private long aheadEnd;

  PartitionReader(
      JournalDatabase database,
      ChannelNames names,
      LoadedSegments loaded,
      PartitionLog log,
      long from,
      RecordFilter filter,
      Health health) {
    this.database = database;
    this.log = log;
    this.filter = filter;
    this.offset = from;
    this.damage = new SegmentsAhead.DamageReport(log, health);
    this.segments =
        new SegmentsAhead(
            log, filter, new SegmentReader(database, names, log.number, filter), loaded, damage);
  }

  int partition() {
    return log.number;
  }

  long offset() {
    return offset;
  }

  /** The next block or loss; null when everything durable has been read. */
  @Nullable JournalItem next() {
    while (true) {
      JournalItem read = ahead.poll();
      if (read != null) {
        offset = ahead.isEmpty() ? aheadEnd : read.nextOffset();
        return read;
      }
      long end = log.durableEnd();
      if (offset == end) {
        return null;
      }
      Loss loss = lossAt(end);
      if (loss != null) {
        offset = loss.nextOffset();
        return loss;
      }
      Gap gap = log.gapAt(offset);
      if (gap != null) {
        // Never acknowledged, so nobody misses it.
        offset = gap.next();
        continue;
      }
      Block recent = log.tail.at(offset);
      if (recent != null) {
        Block rest = recent.from(offset);
        offset = recent.nextOffset();
        if (rest != null && isWanted(rest)) {
          return rest;
        }
      } else {
        readAhead(end);
      }
    }
  }

  private @Nullable Loss lossAt(long end) {
    if (offset > end) {
      return new Loss(
          log.number,
          offset,
          end,
          Loss.Reason.BEYOND_END,
          "The journal ends at "
              + end
              + ", before the reader's position "
              + offset
              + ": it is older than what the reader has seen.");
    }
    long oldest = log.oldest();
    if (offset < oldest) {
      return new Loss(
          log.number,
          offset,
          oldest,
          Loss.Reason.OVERTAKEN,
          "Retention has removed the records before " + oldest + ".");
    }
    Gap gap = log.gapAt(offset);
    if (gap != null && gap.cause() == Gap.Cause.DAMAGED) {
      return damage.known(offset, gap.next());
    }
    return null;
  }

  private boolean isWanted(Block block) {
    return !Filters.noneOf(block.origins(), filter)
        && !Filters.noneOfChannels(block.channels(), filter);
  }

  /** Reads some blocks from disk. */
  private void readAhead(long end) {
    aheadEnd = offset;
    try {
      if (offset < log.sealedEnd()) {
        aheadEnd = segments.read(offset, ahead);
      } else {
        new StoredBlocks(database, log.number, log.sealedEnd(), codec)
            .walk(offset, end, new BlocksAhead());
      }
    } catch (RocksDBException e) {
      throw RocksDbErrors.using("journal", database.folder(), e);
    }
    if (ahead.isEmpty()) {
      offset = aheadEnd;
    }
  }

  private final class BlocksAhead implements StoredBlocks.Visitor {
    private long bytes;

    @Override
    public boolean block(long first, BlockCodec.Stored stored, int storedBytes) {
      Block block;
      try {
        block = stored.decode(log.number, log.lane, filter);
      } catch (DamagedException e) {
        return hole(first, stored.nextOffset(), String.valueOf(e.getMessage()));
      }
      if (block != null) {
        Block rest = block.from(aheadEnd);
        if (rest != null) {
          ahead.add(rest);
          bytes += block.payloads().length;
        }
      }
      aheadEnd = stored.nextOffset();
      return bytes < READ_AHEAD_BYTES;
    }

    @Override
    public boolean hole(long from, long next, String what) {
      if (from < log.sealedEnd() || from < log.oldest() || log.gapAt(from) != null) {
        // Sealed or retired meanwhile, or known: next() finds the right way to go on.
        return false;
      }
      ahead.add(damage.missing(from, next, what));
      aheadEnd = next;
      return true;
    }
  }
}
