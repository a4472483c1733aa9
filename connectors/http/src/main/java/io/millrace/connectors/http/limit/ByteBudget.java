package io.millrace.connectors.http.limit;

import java.util.concurrent.atomic.AtomicLong;

/** A bounded number of bytes that many share. Thread-safe; never waits. */
final class ByteBudget {
  private final long total;
  private final AtomicLong taken = new AtomicLong();

  ByteBudget(long total) {
    this.total = total;
  }

  /** Takes bytes if there are that many. */
  boolean take(long bytes) {
    long before = taken.get();
    while (before + bytes <= total) {
      if (taken.compareAndSet(before, before + bytes)) {
        return true;
      }
      before = taken.get();
    }
    return false;
  }

  void giveBack(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** Bytes that are taken now. */
  long taken() {
    return taken.get();
  }
}
