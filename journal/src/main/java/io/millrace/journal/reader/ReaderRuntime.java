package io.millrace.journal.reader;

import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.model.time.NanoClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Gives each reader a thread. A reader that fails is retried and then stopped and shown; the others
 * do not notice. Thread-safe.
 */
public final class ReaderRuntime implements AutoCloseable {
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private final Journal journal;
  private final NanoClock clock;
  private final ConcurrentMap<String, ReaderThread> readers = new ConcurrentSkipListMap<>();
  private boolean closed;

  /** A runtime without readers. */
  public ReaderRuntime(Journal journal, NanoClock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Starts a reader where its store says that it stood.
   *
   * @throws IllegalStateException if one of that name is running, or the runtime was closed
   */
  public synchronized void start(ReaderDefinition<?, ?> reader) {
    ReaderThread running = readers.get(reader.name());
    if (closed || (running != null && running.isAlive())) {
      throw new IllegalStateException(
          "Reader " + reader.name() + " cannot be started: it runs, or the runtime was closed.");
    }
    ReaderThread thread = new ReaderThread(reader, new ReaderTask<>(reader, journal, clock));
    readers.put(reader.name(), thread);
    thread.start();
  }

  /** Starts a reader again that failed for good. */
  public synchronized void restart(String name) {
    ReaderThread thread = readers.get(name);
    if (thread == null) {
      throw new IllegalArgumentException("There is no reader " + name + ".");
    }
    thread.stopAndWait(STOP_TIMEOUT);
    start(thread.definition);
  }

  /** Stops a reader after its commit; it keeps its place and its protection from retention. */
  public synchronized void stop(String name) {
    ReaderThread thread = readers.get(name);
    if (thread != null) {
      thread.stopAndWait(STOP_TIMEOUT);
    }
  }

  /** Every reader that was started. */
  public List<ReaderStatistics> statistics() {
    return readers.values().stream().map(t -> t.task.statistics()).toList();
  }

  /**
   * Waits until a reader's state covers a cursor, such as that of an append.
   *
   * @return whether it does; false when the time is over
   */
  public boolean awaitApplied(String name, Cursor cursor, Duration timeout)
      throws InterruptedException {
    ReaderThread thread = readers.get(name);
    if (thread == null) {
      throw new IllegalArgumentException("There is no reader " + name + ".");
    }
    return thread.awaitApplied(cursor, timeout);
  }

  /** Stops all readers, each after its commit. */
  @Override
  public synchronized void close() {
    closed = true;
    readers.values().forEach(ReaderThread::askToStop);
    readers.values().forEach(thread -> thread.stopAndWait(STOP_TIMEOUT));
  }
}
