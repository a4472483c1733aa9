package io.millrace.journal.rocksdb;

import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.JournalItem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads partitions in turn. */
final class RocksDbReader implements BlockReader {
  private final Health health;
  private final List<PartitionReader> partitions;
  private final DurableSignal.Waiter waiter;
  private Cursor cursor;
  private int turn;
  private volatile boolean closed;

  RocksDbReader(
      Health health, List<PartitionReader> partitions, Cursor from, DurableSignal.Waiter waiter) {
    this.health = health;
    this.partitions = partitions;
    this.cursor = from;
    this.waiter = waiter;
  }

  @Override
  public @Nullable JournalItem poll() {
    if (closed || health.isClosed()) {
      throw Health.closedException();
    }
    for (int i = 0; i < partitions.size(); i++) {
      PartitionReader partition = partitions.get(turn);
      turn = turn + 1 == partitions.size() ? 0 : turn + 1;
      JournalItem item = partition.next();
      if (partition.offset() != cursor.next(partition.partition())) {
        cursor = cursor.with(partition.partition(), partition.offset());
      }
      if (item != null) {
        return item;
      }
    }
    return null;
  }

  @Override
  public @Nullable JournalItem poll(Duration timeout) throws InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      long seen = waiter.version();
      JournalItem item = poll();
      if (item != null) {
        return item;
      }
      if (!waiter.await(seen, deadline - System.nanoTime())) {
        return poll();
      }
    }
  }

  @Override
  public void wakeup() {
    waiter.wakeup();
  }

  @Override
  public Cursor cursor() {
    return cursor;
  }

  @Override
  public void close() {
    closed = true;
  }
}
