package io.millrace.app.wiring;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What was opened and is to be closed, the last first. One that fails to close does not keep the
 * others from it. Thread-safe.
 */
final class Teardown implements AutoCloseable {
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  /** Remembers to close this. */
  synchronized <T extends AutoCloseable> T closing(T part) {
    opened.push(part);
    return part;
  }

  /**
   * Closes everything, once.
   *
   * @throws RuntimeException the first failure, with the others as suppressed ones
   */
  @Override
  public synchronized void close() {
    @Nullable RuntimeException failure = null;
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception e) {
        failure = joined(failure, e);
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static RuntimeException joined(@Nullable RuntimeException first, Exception next) {
    RuntimeException unchecked =
        next instanceof RuntimeException runtime ? runtime : new IllegalStateException(next);
    if (first == null) {
      return unchecked;
    }
    first.addSuppressed(unchecked);
    return first;
  }
}
