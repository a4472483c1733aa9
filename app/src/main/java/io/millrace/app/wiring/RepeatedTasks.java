package io.millrace.app.wiring;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is to be done now and then, on one thread. A task that fails is done again next time. */
final class RepeatedTasks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RepeatedTasks.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("server-tasks").factory());

  /** Does this every so often from now on, in the name of {@code what}. */
  void every(Duration interval, String what, Runnable task) {
    thread.scheduleWithFixedDelay(
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.warn("{} failed and is tried again in {} s.", what, interval.toSeconds(), e);
          }
        },
        interval.toMillis(),
        interval.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        LOG.error("The server's tasks did not stop within {} s.", STOP_LIMIT.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
