package io.millrace.journal.rocksdb;

import org.rocksdb.RocksDBException;

/** Finds where a table can be read again behind damage, with about 120 attempts at most. */
final class BeyondDamage {
  private static final long LONGEST_STEP = 1L << 62;

  private BeyondDamage() {}

  /** Whether reading can begin at an offset. */
  interface Probe {
    boolean isReadable(long offset) throws RocksDBException;
  }

  /**
   * An offset from which on reading goes on, found in growing steps and then by bisection. The
   * offset before it cannot be read.
   *
   * @param damaged an offset that cannot be read, from 0
   * @param end returned if nothing before it can be read
   */
  static long find(long damaged, long end, Probe probe) throws RocksDBException {
    long unreadable = damaged;
    long step = 1;
    while (step < end - unreadable && !probe.isReadable(unreadable + step)) {
      unreadable += step;
      step = Math.min(2 * step, LONGEST_STEP);
    }
    long readable = unreadable + Math.min(step, end - unreadable);
    while (unreadable + 1 < readable) {
      long middle = unreadable + (readable - unreadable) / 2;
      if (probe.isReadable(middle)) {
        readable = middle;
      } else {
        unreadable = middle;
      }
    }
    return readable;
  }
}
