package io.millrace.bench.endtoend;

import java.util.concurrent.locks.LockSupport;

/** Watches how much memory a process has, on a thread of its own. */
final class MostResident {
  private static final long INTERVAL_NS = 100_000_000;

  private final ProcessFigures process;
  private final Thread thread;
  private volatile boolean stopped;
  private volatile long most;

  /** Begins to watch. */
  MostResident(ProcessFigures process) {
    this.process = process;
    thread = Thread.ofPlatform().daemon().name("most-resident").start(this::watch);
  }

  private void watch() {
    while (!stopped) {
      most = Math.max(most, process.residentBytes());
      LockSupport.parkNanos(INTERVAL_NS);
    }
  }

  /** Ends watching, and tells the most bytes that were resident. */
  long stop() throws InterruptedException {
    stopped = true;
    thread.join();
    return most;
  }
}
