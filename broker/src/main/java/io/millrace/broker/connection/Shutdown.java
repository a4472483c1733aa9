package io.millrace.broker.connection;

import io.millrace.broker.codec.Pause;
import io.millrace.broker.intake.DurableAction;
import io.millrace.broker.protocol.ReasonCode;
import io.millrace.journal.JournalException;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends all connections in good order: first nothing more is read, then what was received becomes
 * durable and is acknowledged, then the clients are told, then wills and the ends of sessions
 * become durable.
 */
public final class Shutdown {
  private static final Logger LOG = LoggerFactory.getLogger(Shutdown.class);

  private final Collection<ConnectionLoop> loops;
  private final DelayedWills delayedWills;

  /** Ends the connections of these loops. */
  public Shutdown(Collection<ConnectionLoop> loops, DelayedWills delayedWills) {
    this.loops = loops;
    this.delayedWills = delayedWills;
  }

  /** Waits for all of it, but not longer than the timeout. */
  public void run(long timeoutMs) {
    CompletableFuture<Void> done =
        onAll(this::endConnections)
            .thenCompose(
                ended -> {
                  delayedWills.publishAll();
                  return onAll(this::settle);
                });
    try {
      done.get(timeoutMs, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn(
          "Not all that was received became durable within {} ms; it was not acknowledged.",
          timeoutMs);
    } catch (ExecutionException e) {
      LOG.warn("MQTT connections could not be ended in good order.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<Void> onAll(BiConsumer<ConnectionLoop, Runnable> step) {
    return CompletableFuture.allOf(
        loops.stream()
            .map(
                loop -> {
                  CompletableFuture<Void> done = new CompletableFuture<>();
                  loop.executor().execute(() -> step.accept(loop, () -> done.complete(null)));
                  return done;
                })
            .toArray(CompletableFuture<?>[]::new));
  }

  private void endConnections(ConnectionLoop loop, Runnable done) {
    loop.connections().forEach(connection -> connection.pause(Pause.CLOSING));
    loop.intake()
        .afterDurable(
            new Then(
                () -> {
                  for (Connection connection : loop.connections()) {
                    connection.end(
                        Ending.byServer(
                            ReasonCode.SERVER_SHUTTING_DOWN, "The server is shutting down."));
                  }
                  done.run();
                }));
  }

  private void settle(ConnectionLoop loop, Runnable done) {
    loop.intake().afterDurable(new Then(done));
  }

  /** Goes on, whether it is durable or could not be made so. */
  private record Then(Runnable next) implements DurableAction {
    @Override
    public void durable() {
      next.run();
    }

    @Override
    public void failed(JournalException why) {
      next.run();
    }
  }
}
