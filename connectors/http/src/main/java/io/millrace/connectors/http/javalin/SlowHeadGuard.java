package io.millrace.connectors.http.javalin;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections whose request head does not come to its end. Jetty's idle timeout begins anew
 * with each byte, so that a byte now and then would hold a connection for ever.
 *
 * <p>A connection is between two requests if as many responses as requests have begun. Bytes that
 * came since then belong to a head that is not complete. Looks at all connections several times
 * within the time limit, and ends one that it has found in the middle of the same head for longer.
 * For HTTP/1.1, which is all that the server speaks.
 */
final class SlowHeadGuard extends AbstractLifeCycle implements Connection.Listener {
  private static final int LOOKS_PER_TIMEOUT = 4;

  /** A connection as it was when it was looked at last. */
  private static final class Seen {
    private long requests;
    private long bytes;
    private int looksInHead;
  }

  private final Scheduler scheduler;
  private final long periodMs;
  private final ConcurrentHashMap<Connection, Seen> open = new ConcurrentHashMap<>();
  private volatile Scheduler.@Nullable Task next;

  SlowHeadGuard(Scheduler scheduler, Duration timeout) {
    this.scheduler = scheduler;
    periodMs = Math.max(1, timeout.toMillis() / LOOKS_PER_TIMEOUT);
  }

  @Override
  protected void doStart() {
    next = scheduler.schedule(this::look, periodMs, TimeUnit.MILLISECONDS);
  }

  @Override
  protected void doStop() {
    Scheduler.Task task = next;
    if (task != null) {
      task.cancel();
    }
  }

  @Override
  public void onOpened(Connection connection) {
    open.put(connection, new Seen());
  }

  @Override
  public void onClosed(Connection connection) {
    open.remove(connection);
  }

  private void look() {
    try {
      open.forEach(this::look);
    } finally {
      if (isRunning() || isStarting()) {
        next = scheduler.schedule(this::look, periodMs, TimeUnit.MILLISECONDS);
      }
    }
  }

  private void look(Connection connection, Seen seen) {
    long requests = connection.getMessagesIn();
    long bytes = connection.getBytesIn();
    boolean betweenRequests = requests == connection.getMessagesOut();
    if (!betweenRequests || requests != seen.requests) {
      seen.requests = requests;
      seen.bytes = bytes;
      seen.looksInHead = 0;
    } else if (bytes > seen.bytes && ++seen.looksInHead > LOOKS_PER_TIMEOUT) {
      connection.getEndPoint().close();
    }
  }
}
