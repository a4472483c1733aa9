package io.millrace.web.operation;

import io.millrace.model.error.MillraceException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A piece of work that takes its time, on a thread of its own. Runs once; thread-safe.
 *
 * @param <T> what it yields
 */
final class BackgroundTask<T> {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundTask.class);

  /** Where the work stands. */
  enum State {
    RUNNING,
    DONE,
    FAILED,
    STOPPED
  }

  /** The work. */
  @FunctionalInterface
  interface Work<T> {
    /** Does it, telling how far it is; ends early once that answers no. */
    T run(BackgroundTask<T> task) throws InterruptedException;
  }

  /**
   * Where it stands.
   *
   * @param share how much is done, 0 to 1
   * @param result what it yielded, be it that it was stopped; null until then
   * @param message why it failed; empty otherwise
   */
  record Status<T>(State state, double share, @Nullable T result, String message) {}

  private final AtomicReference<Status<T>> status =
      new AtomicReference<>(new Status<>(State.RUNNING, 0, null, ""));
  private final Thread thread;

  BackgroundTask(String name, Work<T> work) {
    thread = Thread.ofPlatform().daemon().name(name).unstarted(() -> run(work));
  }

  BackgroundTask<T> start() {
    thread.start();
    return this;
  }

  private void run(Work<T> work) {
    try {
      T result = work.run(this);
      status.updateAndGet(
          now ->
              now.state == State.RUNNING
                  ? new Status<>(State.DONE, 1, result, "")
                  : new Status<>(now.state, now.share, result, now.message));
    } catch (InterruptedException e) {
      stop();
    } catch (MillraceException e) {
      fail(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      LOG.error("{} failed.", thread.getName(), e);
      fail("It failed by a defect of the server. The log says more.");
    }
  }

  private void fail(String message) {
    status.updateAndGet(now -> new Status<>(State.FAILED, now.share, null, message));
  }

  /** Notes how far it is; false if it is to end. */
  boolean progress(double share) {
    return status.updateAndGet(
                now ->
                    now.state == State.RUNNING
                        ? new Status<>(now.state, Math.clamp(share, 0, 1), now.result, "")
                        : now)
            .state
        == State.RUNNING;
  }

  /** Lets it end early. */
  void stop() {
    status.updateAndGet(
        now ->
            now.state == State.RUNNING
                ? new Status<>(State.STOPPED, now.share, now.result, "It was stopped.")
                : now);
  }

  Status<T> status() {
    return status.get();
  }
}
