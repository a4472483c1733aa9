package io.millrace.journal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads one or more partitions from a cursor on, each in order. Serves one thread at a time. Close
 * it to free what it holds.
 */
public interface BlockReader extends AutoCloseable {
  /**
   * The next block or loss; null when everything durable has been read. Blocks that are still in
   * memory are served from there.
   *
   * @throws JournalException with {@link JournalError#JOURNAL_CLOSED} or {@link
   *     JournalError#JOURNAL_STORAGE_FAILED}
   */
  @Nullable JournalItem poll();

  /** As {@link #poll()}, but waits up to {@code timeout} for something to become durable. */
  @Nullable JournalItem poll(Duration timeout) throws InterruptedException;

  /**
   * Makes a {@link #poll(Duration)} that waits now, or else the next one, return at once. May be
   * called by any thread.
   */
  void wakeup();

  /** The cursor after what was polled last; skipped blocks count as read. */
  Cursor cursor();

  @Override
  void close();
}
