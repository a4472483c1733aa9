package io.millrace.bench.journal;

import io.millrace.journal.Journal;
import io.millrace.journal.RecordBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Threads that append the same batches over and over, each with so many unanswered. */
final class AppendLoad {
  private final Journal journal;
  private final int inFlight;
  private final List<List<RecordBatch>> batchesByThread = new ArrayList<>();
  private final LongAdder records = new LongAdder();
  private final LongAdder payloadBytes = new LongAdder();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  /**
   * A load.
   *
   * @param threads how many append
   * @param batches how many different batches each has
   * @param recordsPerBatch records in a batch
   * @param inFlight appends that a thread may have unanswered
   */
  AppendLoad(Journal journal, int threads, int batches, int recordsPerBatch, int inFlight) {
    this.journal = journal;
    this.inFlight = inFlight;
    for (int t = 0; t < threads; t++) {
      Telemetry telemetry = new Telemetry(t);
      List<RecordBatch> own = new ArrayList<>();
      for (int b = 0; b < batches; b++) {
        own.add(telemetry.batch(recordsPerBatch));
      }
      batchesByThread.add(own);
    }
  }

  /** Records acknowledged so far. */
  long records() {
    return records.sum();
  }

  /** Their payload bytes. */
  long payloadBytes() {
    return payloadBytes.sum();
  }

  /** Appends for so long and waits until everything is acknowledged. */
  void run(double seconds) throws InterruptedException {
    long endNs = System.nanoTime() + (long) (seconds * 1e9);
    List<Thread> threads = new ArrayList<>();
    for (List<RecordBatch> batches : batchesByThread) {
      threads.add(Thread.ofPlatform().name("load").start(() -> append(batches, endNs)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Throwable failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("An append failed.", failed);
    }
  }

  private void append(List<RecordBatch> batches, long endNs) {
    Semaphore room = new Semaphore(inFlight);
    for (int i = 0; System.nanoTime() < endNs && failure.get() == null; i++) {
      RecordBatch batch = batches.get(i % batches.size());
      room.acquireUninterruptibly();
      journal
          .append(batch)
          .whenComplete(
              (cursor, failed) -> {
                if (failed == null) {
                  records.add(batch.size());
                  payloadBytes.add(batch.payloadBytes());
                } else {
                  failure.set(failed);
                }
                room.release();
              });
    }
    room.acquireUninterruptibly(inFlight);
  }
}
