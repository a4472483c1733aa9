package io.millrace.journal.reader;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a feed. Serves one thread, but for {@link #wakeup}.
 *
 * @param <I> what one batch is
 */
public interface FeedReader<I> extends AutoCloseable {
  /**
   * The next batch or loss, waiting up to {@code timeout} for it; null if there is none by then.
   */
  @Nullable Fed<I> poll(Duration timeout) throws InterruptedException;

  /**
   * Makes a {@link #poll} that waits now, or else the next one, return at once. May be called by
   * any thread.
   */
  void wakeup();

  @Override
  void close();
}
