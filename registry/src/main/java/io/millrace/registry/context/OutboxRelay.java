package io.millrace.registry.context;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the outbox on to the journal: in order, at least once, by one thread of its own. If the
 * process dies between the journal's acknowledgement and ours, entries come again with the same
 * mark. Thread-safe.
 */
public final class OutboxRelay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);

  private final ContextOutbox outbox;
  private final Function<List<OutboxEntry>, CompletableFuture<?>> journal;
  private final RelaySettings settings;
  private final Thread thread;
  private final Semaphore wakeUps = new Semaphore(0);
  private final ConcurrentSkipListMap<Long, CompletableFuture<Void>> waiting =
      new ConcurrentSkipListMap<>();
  private volatile RelayStatistics statistics;
  private volatile boolean closing;

  /**
   * A relay that is not running yet.
   *
   * @param journal takes entries over; its future completes once they are durable
   */
  public OutboxRelay(
      ContextOutbox outbox,
      Function<List<OutboxEntry>, CompletableFuture<?>> journal,
      RelaySettings settings) {
    this.outbox = outbox;
    this.journal = journal;
    this.settings = settings;
    statistics = new RelayStatistics(0, 0, outbox.relayedSequence(), false);
    thread = Thread.ofPlatform().name("registry-relay").daemon().unstarted(this::run);
  }

  /** Begins to relay. */
  public void start() {
    thread.start();
  }

  /** Says that there may be something to relay; cheap, and may be called from any thread. */
  public void wake() {
    if (wakeUps.availablePermits() == 0) {
      wakeUps.release();
    }
  }

  /**
   * Completes when the journal has everything that was committed before this call: whoever changed
   * something and waits for this sees decoding with the change in force. Fails if the relay is
   * closed before.
   */
  public CompletableFuture<Void> flushed() {
    long target = outbox.lastSequence();
    CompletableFuture<Void> done = waiting.computeIfAbsent(target, _ -> new CompletableFuture<>());
    // Looked at only now, so that no relay in between can have missed it.
    completeThrough(statistics.relayedSequence());
    if (closing) {
      failAll();
    }
    wake();
    return done;
  }

  /** What it has done. */
  public RelayStatistics statistics() {
    return statistics;
  }

  @Override
  public void close() {
    closing = true;
    wakeUps.release();
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    failAll();
  }

  private void run() {
    int retryMs = settings.firstRetryMs();
    while (!closing) {
      try {
        if (relay()) {
          retryMs = settings.firstRetryMs();
        } else {
          pause(settings.pollMs());
        }
      } catch (InterruptedException e) {
        return;
      } catch (ExecutionException | RuntimeException e) {
        if (closing) {
          return;
        }
        LOG.warn(
            "Changes of the configuration do not reach the journal yet; next attempt in {} ms: {}",
            retryMs,
            String.valueOf(e.getMessage()));
        failed();
        retryMs = retry(retryMs);
      }
    }
  }

  /** Hands one batch on; false if there was none. */
  private boolean relay() throws InterruptedException, ExecutionException {
    List<OutboxEntry> entries = outbox.pending(settings.batch());
    if (entries.isEmpty()) {
      // Another process may have relayed what somebody here waits for.
      RelayStatistics now = statistics;
      long relayed = outbox.relayedSequence();
      statistics = new RelayStatistics(now.relayed(), now.failures(), relayed, false);
      completeThrough(relayed);
      return false;
    }
    journal.apply(entries).get();
    long through = entries.getLast().mark().sequence();
    outbox.forgetThrough(through);
    RelayStatistics before = statistics;
    statistics =
        new RelayStatistics(before.relayed() + entries.size(), before.failures(), through, false);
    completeThrough(through);
    return true;
  }

  private void failed() {
    RelayStatistics now = statistics;
    statistics =
        new RelayStatistics(now.relayed(), now.failures() + 1, now.relayedSequence(), true);
  }

  /** Waits, and returns for how long to wait the next time. */
  private int retry(int retryMs) {
    try {
      pause(retryMs);
    } catch (InterruptedException e) {
      closing = true;
    }
    return Math.min(2 * retryMs, settings.longestRetryMs());
  }

  private void pause(int ms) throws InterruptedException {
    if (wakeUps.tryAcquire(ms, TimeUnit.MILLISECONDS)) {
      wakeUps.drainPermits();
    }
  }

  private void completeThrough(long sequence) {
    Map<Long, CompletableFuture<Void>> done = waiting.headMap(sequence, true);
    done.values().forEach(future -> future.complete(null));
    done.clear();
  }

  private void failAll() {
    waiting
        .values()
        .forEach(
            future ->
                future.completeExceptionally(
                    new IllegalStateException("The relay to the journal was closed.")));
    waiting.clear();
  }
}
