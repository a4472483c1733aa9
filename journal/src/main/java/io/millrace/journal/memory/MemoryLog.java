package io.millrace.journal.memory;

import io.millrace.journal.Block;
import io.millrace.journal.Cursor;
import io.millrace.journal.JournalError;
import io.millrace.journal.JournalException;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Lane;
import io.millrace.journal.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * What outlives a {@link MemoryJournal}, as the machines of a distributed log outlive one of its
 * clients. Thread-safe.
 */
public final class MemoryLog {
  private final MemoryJournalSettings settings;
  private final List<Partition> partitions = new ArrayList<>();
  private final Map<String, Cursor> committedByReader = new ConcurrentHashMap<>();
  private boolean open;

  /** An empty log. */
  public MemoryLog(MemoryJournalSettings settings) {
    this.settings = settings;
    for (Lane lane : Lane.values()) {
      int count = lane == Lane.CONTEXT ? 1 : settings.partitionsPerLane();
      for (int i = 0; i < count; i++) {
        partitions.add(new Partition(partitions.size(), lane));
      }
    }
  }

  MemoryJournalSettings settings() {
    return settings;
  }

  List<Partition> partitions() {
    return partitions;
  }

  Map<String, Cursor> committedByReader() {
    return committedByReader;
  }

  synchronized void lock() {
    if (open) {
      throw new JournalException(
          JournalError.JOURNAL_LOCKED,
          "This journal is open already; close the other one before opening it again.");
    }
    open = true;
  }

  synchronized void unlock() {
    open = false;
  }

  /**
   * The process that had the log open dies. Of what was not acknowledged a random part survives,
   * some of it twice, as when a client had sent it again.
   */
  public synchronized void crash(RandomGenerator random) {
    open = false;
    for (Partition partition : partitions) {
      partition.crash(random);
    }
  }

  /**
   * One partition: blocks by first offset, of which those before {@code durableEnd} can be read.
   */
  static final class Partition {
    final int number;
    final Lane lane;
    private final NavigableMap<Long, JournalItem> items = new TreeMap<>();
    private final NavigableMap<Long, Block> waiting = new TreeMap<>();
    private long nextOffset;
    private long durableEnd;
    private long oldest;
    private long retiredRecords;

    Partition(int number, Lane lane) {
      this.number = number;
      this.lane = lane;
    }

    synchronized long nextOffset() {
      return nextOffset;
    }

    synchronized long durableEnd() {
      return durableEnd;
    }

    synchronized long oldest() {
      return oldest;
    }

    synchronized long retiredRecords() {
      return retiredRecords;
    }

    synchronized void write(Block block) {
      waiting.put(block.firstOffset(), block);
      nextOffset = Math.max(nextOffset, block.nextOffset());
    }

    /** What was written before {@code end} is durable from now on. */
    synchronized void commit(long end) {
      NavigableMap<Long, Block> done = waiting.headMap(end, false);
      items.putAll(done);
      done.clear();
      durableEnd = Math.max(durableEnd, end);
    }

    synchronized void retireBefore(long offset) {
      while (!items.isEmpty() && items.firstEntry().getValue().nextOffset() <= offset) {
        JournalItem item = items.pollFirstEntry().getValue();
        retiredRecords += item instanceof Block block ? block.size() : 0;
        oldest = Math.max(oldest, item.nextOffset());
      }
    }

    /** The block at the offset cannot be read any more. */
    synchronized void damage(long offset) {
      Map.Entry<Long, JournalItem> at = items.floorEntry(offset);
      if (at != null && at.getValue() instanceof Block block) {
        items.put(
            at.getKey(),
            new Loss(
                number,
                block.firstOffset(),
                block.nextOffset(),
                Loss.Reason.DAMAGED,
                "A block of " + block.size() + " records is damaged."));
      }
    }

    /** The item that holds the offset or is the first after it; null at the end. */
    synchronized @Nullable JournalItem at(long offset) {
      Map.Entry<Long, JournalItem> before = items.floorEntry(offset);
      if (before != null && before.getValue().nextOffset() > offset) {
        JournalItem rest =
            before.getValue() instanceof Block block ? block.from(offset) : before.getValue();
        if (rest != null) {
          return rest;
        }
      }
      Map.Entry<Long, JournalItem> after = items.ceilingEntry(offset);
      return after == null ? null : after.getValue();
    }

    synchronized List<Block> blocks() {
      return items.values().stream()
          .filter(Block.class::isInstance)
          .map(Block.class::cast)
          .toList();
    }

    synchronized void crash(RandomGenerator random) {
      int surviving = waiting.isEmpty() ? 0 : random.nextInt(waiting.size() + 1);
      List<Block> survivors = new ArrayList<>(waiting.values()).subList(0, surviving);
      waiting.clear();
      for (Block block : survivors) {
        items.put(block.firstOffset(), block);
        durableEnd = block.nextOffset();
      }
      for (Block block : survivors) {
        if (random.nextInt(4) == 0) {
          Block again = MemoryBlocks.moved(block, nextOffset);
          items.put(again.firstOffset(), again);
          nextOffset = again.nextOffset();
          durableEnd = nextOffset;
        }
      }
      // Offsets of what is lost stay a hole: positions are never reused.
      durableEnd = nextOffset;
    }
  }
}
