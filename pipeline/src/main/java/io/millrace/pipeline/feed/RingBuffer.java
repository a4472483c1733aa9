package io.millrace.pipeline.feed;

import io.millrace.journal.Block;
import io.millrace.journal.Cursor;
import io.millrace.journal.JournalItem;
import io.millrace.journal.Loss;
import io.millrace.pipeline.decode.DecodedItem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The items in memory, oldest first, numbered without gaps. One producer adds; readers follow by
 * number. All state is guarded by the lock.
 */
final class RingBuffer {
  /**
   * One item: what was decoded, or a loss.
   *
   * @param before the producer's cursor before it
   */
  record Entry(
      long number, JournalItem raw, @Nullable DecodedItem decoded, Cursor before, long bytes) {
    long firstOffset() {
      return switch (raw) {
        case Loss loss -> loss.fromOffset();
        case Block block -> block.firstOffset();
      };
    }
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final RingSettings settings;
  private final @Nullable Entry[] entries;
  private final List<RingReader> readers = new ArrayList<>();
  private Cursor end;
  private long oldestNumber;
  private long nextNumber;
  private long bytes;
  private boolean closed;

  RingBuffer(RingSettings settings, Cursor start) {
    this.settings = settings;
    this.end = start;
    this.entries = new Entry[settings.maxItems()];
  }

  void register(RingReader reader) {
    lock.lock();
    try {
      readers.add(reader);
    } finally {
      lock.unlock();
    }
  }

  void unregister(RingReader reader) {
    lock.lock();
    try {
      readers.remove(reader);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds an item, when there is room or patience is over.
   *
   * @return nanoseconds that it waited for essential readers
   */
  long add(JournalItem raw, @Nullable DecodedItem decoded, Cursor after)
      throws InterruptedException {
    long size = decoded == null ? 256 : decoded.memoryBytes();
    lock.lock();
    try {
      long waited = makeRoom(size);
      entries[indexOf(nextNumber)] = new Entry(nextNumber, raw, decoded, end, size);
      nextNumber++;
      bytes += size;
      end = after;
      dropTaken();
      changed.signalAll();
      return waited;
    } finally {
      lock.unlock();
    }
  }

  private long makeRoom(long size) throws InterruptedException {
    long patienceNs = TimeUnit.MILLISECONDS.toNanos(settings.patienceMs());
    long left = patienceNs;
    while (!closed && oldestNumber < nextNumber && isFull(size)) {
      if (oldestNumber >= firstNeeded() && left > 0) {
        left = changed.awaitNanos(left);
      } else {
        removeOldest();
      }
    }
    return patienceNs - Math.max(0, left);
  }

  /** What everybody has taken would only grow old here, and cost the collector that much more. */
  private void dropTaken() {
    long needed = Math.min(firstNeeded(), nextNumber - 1);
    while (oldestNumber < needed && bytes > settings.keptBytes()) {
      removeOldest();
    }
  }

  private void removeOldest() {
    int i = indexOf(oldestNumber++);
    Entry oldest = entries[i];
    bytes -= oldest == null ? 0 : oldest.bytes();
    entries[i] = null;
  }

  private int indexOf(long number) {
    return (int) (number % entries.length);
  }

  private boolean isFull(long size) {
    return bytes + size > settings.maxBytes() || nextNumber - oldestNumber >= entries.length;
  }

  /** The oldest number that an essential reader still has to take. */
  private long firstNeeded() {
    long first = Long.MAX_VALUE;
    for (RingReader reader : readers) {
      if (reader.isEssential() && reader.isInRing()) {
        first = Math.min(first, reader.nextNumber());
      }
    }
    return first;
  }

  /**
   * The number at which a reader can go on from its cursor: everything that it has not seen is in
   * the ring or still to come.
   *
   * @return -1 if something that it has not seen is not in the ring any more
   */
  long joinAt(Cursor cursor, List<Integer> partitions) {
    lock.lock();
    try {
      Entry oldest = find(oldestNumber);
      Cursor start = oldest == null ? end : oldest.before();
      for (int p : partitions) {
        if (cursor.next(p) < start.next(p)) {
          return -1;
        }
      }
      return oldestNumber;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for the item of a number; null if it did not come in time, is gone, or on wake-up. */
  @Nullable Entry take(long number, long timeoutNs, RingReader reader) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = timeoutNs;
      while (number == nextNumber && left > 0 && !closed && !reader.isWoken()) {
        left = changed.awaitNanos(left);
      }
      Entry found = find(number);
      if (found != null && reader.isEssential()) {
        changed.signalAll(); // the producer may wait for this
      }
      return found;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable Entry find(long number) {
    return number >= oldestNumber && number < nextNumber ? entries[indexOf(number)] : null;
  }

  /** Whether the item of a number was there and is not any more. */
  boolean isGone(long number) {
    lock.lock();
    try {
      return number < oldestNumber;
    } finally {
      lock.unlock();
    }
  }

  void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a while, or until the ring is closed. */
  void awaitClosed(long timeoutMs) {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(timeoutMs);
      while (!closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Where the producer stands. */
  Cursor end() {
    lock.lock();
    try {
      return end;
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return (int) (nextNumber - oldestNumber);
    } finally {
      lock.unlock();
    }
  }

  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  List<RingReader> readers() {
    lock.lock();
    try {
      return List.copyOf(readers);
    } finally {
      lock.unlock();
    }
  }
}
