package io.millrace.bench.journal;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Lane;
import io.millrace.journal.Loss;
import io.millrace.journal.RecordFilter;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** A reader that keeps up, as decoding does; it looks at every record's channel and length. */
final class TailReader implements AutoCloseable {
  private final BlockReader reader;
  private final Thread thread;
  private volatile boolean closing;
  private final LongAdder records = new LongAdder();

  TailReader(Journal journal) {
    reader = journal.read(journal.partitions(Lane.LIVE), journal.durableEnd(), RecordFilter.ALL);
    thread = Thread.ofPlatform().name("tail").start(this::run);
  }

  /** Reads everything that there is. */
  static long readAll(Journal journal) {
    long records = 0;
    try (BlockReader all =
        journal.read(journal.partitions(Lane.LIVE), Cursor.START, RecordFilter.ALL)) {
      JournalItem item;
      while ((item = all.poll()) != null) {
        records += look(item);
      }
    }
    return records;
  }

  private void run() {
    try {
      while (!closing) {
        JournalItem item = reader.poll(Duration.ofMillis(100));
        if (item != null) {
          records.add(look(item));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static long look(JournalItem item) {
    return switch (item) {
      case Block block -> {
        long sum = 0;
        for (int i = 0; i < block.size(); i++) {
          sum += block.channelIndex(i) + block.payloadEnd(i) - block.payloadStart(i);
        }
        if (sum == 0) {
          throw new IllegalStateException("A block of records has no bytes.");
        }
        yield block.size();
      }
      case Loss loss -> throw new IllegalStateException(loss.detail());
    };
  }

  long records() {
    return records.sum();
  }

  @Override
  public void close() {
    closing = true;
    reader.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    reader.close();
  }
}
