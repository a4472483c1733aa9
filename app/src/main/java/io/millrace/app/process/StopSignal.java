package io.millrace.app.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The wish to stop (Ctrl-C, SIGTERM) and the answer that everything is closed.
 *
 * <p>The JVM ends as soon as its shutdown hooks have run, whatever other threads are doing. So our
 * hook asks the main thread to stop and waits for it, within the bound; then it ends the process
 * with an exit code of ours: 0 for a stop that was asked for and clean, not the 143 of a signal.
 */
final class StopSignal {
  private final Duration limit;
  private final CompletableFuture<Void> asked = new CompletableFuture<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final Thread hook = new Thread(this::askAndWait, "stop");

  /**
   * A signal that is not yet listened for.
   *
   * @param limit how long the closing may take
   */
  StopSignal(Duration limit) {
    this.limit = limit;
  }

  /** From now on Ctrl-C and SIGTERM count. */
  void listen() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Stops listening, for a process that ends by itself. */
  void stopListening() {
    if (isAsked()) {
      return;
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      asked.join(); // the stop was asked for just now, and our hook is on its way
    }
  }

  /** Completes when somebody wants the process to stop. */
  CompletableFuture<Void> asked() {
    return asked.copy();
  }

  boolean isAsked() {
    return asked.isDone();
  }

  /** Everything is closed: the process may end, with this code. */
  void closed(int exitCode) {
    closed.complete(exitCode);
  }

  private void askAndWait() {
    asked.complete(null);
    int exitCode =
        closed
            .completeOnTimeout(
                ServerProcess.STOPPED_TOO_LATE, limit.toMillis(), TimeUnit.MILLISECONDS)
            .join();
    Runtime.getRuntime().halt(exitCode);
  }
}
