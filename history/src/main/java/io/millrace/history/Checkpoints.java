package io.millrace.history;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.head.Submission;
import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.Commit;
import io.millrace.history.store.Replacement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Carries submissions to the store on a thread of its own, one at a time, so that the writer does
 * not wait for the disk. Called by the writer's thread.
 */
final class Checkpoints implements AutoCloseable {
  private final ChunkStore store;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("history-checkpoint").factory());
  // What was handed over and is not known to be in the store.
  private @Nullable Submission waiting;
  private byte[] waitingState = {};
  private @Nullable CompletableFuture<Commit> underWay;

  Checkpoints(ChunkStore store) {
    this.store = store;
  }

  /**
   * Hands a submission over; the one before must be in the store.
   *
   * @return completes when it is durable, or with the store's {@link HistoryException}
   */
  CompletableFuture<Commit> submit(Submission submission, byte[] state) {
    waiting = submission;
    waitingState = state;
    return start(submission);
  }

  private CompletableFuture<Commit> start(Submission submission) {
    Commit commit = new Commit(submission.version(), waitingState);
    CompletableFuture<Commit> started =
        CompletableFuture.supplyAsync(() -> write(submission, commit), thread);
    underWay = started;
    return started;
  }

  private Commit write(Submission submission, Commit commit) {
    for (Replacement replacement : submission.replacements()) {
      store.replace(replacement);
    }
    for (Submission.Side side : submission.sides()) {
      store.put(commit.version(), side.row(), side.value());
    }
    store.commit(commit);
    return commit;
  }

  /** Takes the outcome over of what was under way, if it has ended. */
  void settleIfDone() {
    CompletableFuture<Commit> current = underWay;
    if (current != null && current.isDone()) {
      settle();
    }
  }

  /**
   * Waits until all that was handed over is in the store, trying again if that failed before.
   *
   * @throws HistoryException if it fails once more
   */
  void settleOrFail() {
    settle();
    Submission failed = waiting;
    if (failed != null) {
      CompletableFuture<Commit> again = start(failed);
      settle();
      if (waiting != null) {
        throw causeOf(again);
      }
    }
  }

  /** Waits for what is under way, and takes its outcome over. */
  private void settle() {
    CompletableFuture<Commit> current = underWay;
    Submission submission = waiting;
    if (current == null || submission == null) {
      return;
    }
    underWay = null;
    try {
      current.join();
      submission.confirm();
      waiting = null;
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof HistoryException)) {
        throw e;
      }
    }
  }

  private static HistoryException causeOf(CompletableFuture<Commit> failed) {
    return failed.exceptionNow() instanceof HistoryException cause
        ? cause
        : new HistoryException(
            HistoryError.HISTORY_STORAGE_FAILED,
            "A checkpoint of history failed.",
            failed.exceptionNow());
  }

  /** About how many bytes were handed over and are not in the store yet. */
  long waitingBytes() {
    Submission submission = waiting;
    return submission == null ? 0 : submission.bytes();
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
