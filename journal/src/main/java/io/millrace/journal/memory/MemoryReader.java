package io.millrace.journal.memory;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Loss;
import io.millrace.journal.RecordFilter;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads partitions in turn. */
final class MemoryReader implements BlockReader {
  private final MemoryJournal journal;
  private final List<MemoryLog.Partition> partitions;
  private final RecordFilter filter;
  private Cursor cursor;
  private int turn;
  private boolean woken;

  MemoryReader(
      MemoryJournal journal,
      List<MemoryLog.Partition> partitions,
      Cursor from,
      RecordFilter filter) {
    this.journal = journal;
    this.partitions = partitions;
    this.filter = filter;
    this.cursor = from;
  }

  @Override
  public @Nullable JournalItem poll() {
    if (journal.isClosed()) {
      throw MemoryJournal.closedException();
    }
    for (int i = 0; i < partitions.size(); i++) {
      turn = (turn + 1) % partitions.size();
      JournalItem item = next(partitions.get(turn));
      if (item != null) {
        return item;
      }
    }
    return null;
  }

  private @Nullable JournalItem next(MemoryLog.Partition partition) {
    while (true) {
      long from = cursor.next(partition.number);
      JournalItem item = at(partition, from);
      if (item == null) {
        return null;
      }
      cursor = cursor.with(partition.number, item.nextOffset());
      switch (item) {
        case Loss loss -> {
          return loss;
        }
        case Block block -> {
          if (matches(block)) {
            return block;
          }
        }
      }
    }
  }

  private static @Nullable JournalItem at(MemoryLog.Partition partition, long from) {
    long end = partition.durableEnd();
    long oldest = partition.oldest();
    if (from > end) {
      return new Loss(
          partition.number,
          from,
          end,
          Loss.Reason.BEYOND_END,
          "The journal ends at " + end + ", before the reader's position " + from + ".");
    }
    if (from < oldest) {
      return new Loss(
          partition.number,
          from,
          oldest,
          Loss.Reason.OVERTAKEN,
          "Retention has removed the records from " + from + " to " + oldest + ".");
    }
    return partition.at(from);
  }

  private boolean matches(Block block) {
    for (int i = 0; i < block.size(); i++) {
      if (filter.matches(
          block.origins().get(block.originIndex(i)), block.channels().get(block.channelIndex(i)))) {
        return true;
      }
    }
    return false;
  }

  @Override
  public @Nullable JournalItem poll(Duration timeout) throws InterruptedException {
    long deadlineNs = System.nanoTime() + timeout.toNanos();
    while (true) {
      synchronized (journal) {
        JournalItem item = poll();
        long leftMs = (deadlineNs - System.nanoTime()) / 1_000_000;
        if (item != null || leftMs <= 0 || woken) {
          woken = false;
          return item;
        }
        journal.wait(leftMs);
      }
    }
  }

  @Override
  public void wakeup() {
    synchronized (journal) {
      woken = true;
      journal.notifyAll();
    }
  }

  @Override
  public Cursor cursor() {
    return cursor;
  }

  @Override
  public void close() {}
}
