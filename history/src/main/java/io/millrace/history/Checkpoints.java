package io.millrace.history;

import io.millrace.history.head.Submission;
import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.Commit;
import io.millrace.history.store.Replacement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries submissions to the store on a thread of its own, one at a time, so that the writer does
 * not wait for the disk. What the store did not take goes along with the next one.
 */
final class Checkpoints implements AutoCloseable {
  private final ChunkStore store;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("history-checkpoint").factory());
  private final List<Submission> waiting = new ArrayList<>();
  private byte[] waitingState = {};
  private @Nullable CompletableFuture<Commit> underWay;

  Checkpoints(ChunkStore store) {
    this.store = store;
  }

  /**
   * Hands a submission over; the one before must have been settled, if only by failing.
   *
   * @return completes when it is durable, or with the store's {@link HistoryException}
   */
  CompletableFuture<Commit> submit(Submission submission, byte[] state) {
    waiting.add(submission);
    waitingState = state;
    return start();
  }

  private CompletableFuture<Commit> start() {
    List<Submission> all = List.copyOf(waiting);
    Commit commit = new Commit(store.nextVersion(), waitingState);
    CompletableFuture<Commit> started =
        CompletableFuture.supplyAsync(() -> write(all, commit), thread);
    underWay = started;
    return started;
  }

  private Commit write(List<Submission> all, Commit commit) {
    for (Submission submission : all) {
      for (Replacement replacement : submission.replacements()) {
        store.replace(replacement);
      }
      for (Submission.Side side : submission.sides()) {
        store.put(commit.version(), side.row(), side.value());
      }
    }
    store.commit(commit);
    return commit;
  }

  /** Waits for what is under way and takes its outcome over. Whether all is in the store now. */
  private boolean settle() {
    CompletableFuture<Commit> current = underWay;
    if (current != null) {
      underWay = null;
      try {
        current.join();
        waiting.forEach(Submission::confirm);
        waiting.clear();
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof HistoryException)) {
          throw e;
        }
      }
    }
    return waiting.isEmpty();
  }

  /**
   * Waits until all that was handed over is in the store, trying again if that failed before.
   *
   * @throws HistoryException if it fails once more
   */
  void settleOrFail() {
    if (settle()) {
      return;
    }
    CompletableFuture<Commit> again = start();
    if (!settle()) {
      try {
        again.join();
      } catch (CompletionException e) {
        if (e.getCause() instanceof HistoryException cause) {
          throw cause;
        }
        throw e;
      }
    }
  }

  /** Takes the outcome over of what was under way, if it has ended. */
  void settleIfDone() {
    CompletableFuture<Commit> current = underWay;
    if (current != null && current.isDone()) {
      settle();
    }
  }

  /** About how many bytes were handed over and are not in the store yet. */
  long waitingBytes() {
    long bytes = 0;
    for (Submission submission : waiting) {
      bytes += submission.bytes();
    }
    return bytes;
  }

  /** Whether a submission is with the store just now. */
  boolean isUnderWay() {
    CompletableFuture<Commit> current = underWay;
    return current != null && !current.isDone();
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
