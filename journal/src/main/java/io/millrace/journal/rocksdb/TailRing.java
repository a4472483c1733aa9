package io.millrace.journal.rocksdb;

import io.millrace.journal.Block;
import io.millrace.model.time.Times;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The newest durable blocks of a partition, for readers that keep up. Bounded in bytes, count and
 * age: a quiet plant would else fill the memory with an hour that everybody has read. One thread
 * publishes, any thread reads, nobody waits.
 */
final class TailRing {
  private static final int SLOTS = 1 << 13;
  private static final long MOST_AGE_NS = 60 * Times.SECOND;

  private final AtomicReferenceArray<@Nullable Block> slots = new AtomicReferenceArray<>(SLOTS);
  private final long mostBytes;
  private volatile long first;
  private volatile long next;
  private volatile long bytes;

  TailRing(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Adds the next block and drops the oldest that have no room any more. */
  void publish(Block block) {
    long weight = weight(block);
    long held = bytes + weight;
    long oldest = first;
    long sequence = next;
    while (oldest < sequence
        && (held > mostBytes || sequence - oldest == SLOTS || isOld(oldest, block))) {
      Block dropped = slots.getAndSet(slot(oldest), null);
      held -= dropped == null ? 0 : weight(dropped);
      oldest++;
    }
    first = oldest;
    if (held <= mostBytes) {
      slots.set(slot(sequence), block);
      bytes = held;
      next = sequence + 1;
    } else {
      bytes = 0;
    }
  }

  /** Whether a block is so much older than the newest one that no reader keeps up with it. */
  private boolean isOld(long sequence, Block newest) {
    Block block = slots.get(slot(sequence));
    return block != null
        && newest.size() > 0
        && block.size() > 0
        && newest.receiveTimeNs(0) - block.receiveTimeNs(block.size() - 1) > MOST_AGE_NS;
  }

  /** The block that holds the offset; null if it is not here (any more). */
  @Nullable Block at(long offset) {
    long low = first;
    long high = next;
    // The last block whose first offset is at most the wanted one. A slot that was emptied or used
    // again meanwhile leads the search astray, which the final check catches.
    while (low < high) {
      long middle = (low + high) >>> 1;
      Block block = slots.get(slot(middle));
      if (block == null || block.firstOffset() <= offset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    Block found = low == 0 ? null : slots.get(slot(low - 1));
    return found != null && found.firstOffset() <= offset && offset < found.nextOffset()
        ? found
        : null;
  }

  long bytes() {
    return bytes;
  }

  private static int slot(long sequence) {
    return (int) (sequence & (SLOTS - 1));
  }

  private static long weight(Block block) {
    return block.payloads().length
        + (long) PendingAppend.RECORD_BYTES * block.size()
        + 16L * block.channels().size();
  }
}
