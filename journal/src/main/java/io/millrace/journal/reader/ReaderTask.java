package io.millrace.journal.reader;

import io.millrace.journal.Cursor;
import io.millrace.journal.Journal;
import io.millrace.journal.JournalError;
import io.millrace.journal.Loss;
import io.millrace.journal.ReaderRegistration;
import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.MillraceException;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One reader, step by step: restore, fold, commit, and start over after a failure. Has no thread
 * and no clock of its own, so that a simulation can drive it; {@link ReaderRuntime} gives it a
 * thread. Only {@link #wakeup}, {@link #statistics} and {@link #applied} may be called by other
 * threads.
 *
 * @param <S> the state in memory
 * @param <I> what one batch is
 */
public final class ReaderTask<S, I> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReaderTask.class);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final ReaderDefinition<S, I> reader;
  private final Journal journal;
  private final ReaderRegistration registration;
  private final CommitSchedule schedule;
  private final BackOff backOff;
  private final List<Loss> newLosses = new ArrayList<>();
  private final ReaderCounts counts = new ReaderCounts();

  private @Nullable Session<S, I> session;
  private volatile @Nullable FeedReader<I> waitingOn;
  private volatile ReaderState state = ReaderState.STARTING;
  private volatile String message = "";
  private volatile Cursor applied;

  /** What lives from one restore to the next failure. */
  private static final class Session<S, I> implements AutoCloseable {
    private final FeedReader<I> input;
    private S state;

    Session(FeedReader<I> input, S state) {
      this.input = input;
      this.state = state;
    }

    @Override
    public void close() {
      input.close();
    }
  }

  /** Makes the reader known to the journal; the first step restores it. */
  public ReaderTask(ReaderDefinition<S, I> reader, Journal journal, NanoClock clock) {
    this.reader = reader;
    this.journal = journal;
    this.applied = reader.store().committed();
    this.schedule = new CommitSchedule(reader.settings(), clock);
    this.backOff = new BackOff(reader.settings(), clock);
    this.registration =
        journal.register(
            reader.name(), reader.partitions(), reader.policy(), reader.store().durable());
  }

  /** The reader's name. */
  public String name() {
    return reader.name();
  }

  /** What the state in memory covers. */
  public Cursor applied() {
    return applied;
  }

  /**
   * Does the next thing: folds one batch, commits, or retries.
   *
   * @param patience how long it may wait for something to do
   * @return whether the reader goes on; if not, it failed for good or the journal is closed
   */
  public boolean step(Duration patience) throws InterruptedException {
    try {
      switch (state) {
        case STARTING -> restore();
        case RETRYING -> {
          if (!backOff.isOver()) {
            return true;
          }
          restore();
        }
        case RUNNING -> run(patience);
        case FAILED, STOPPED -> {
          return false;
        }
      }
    } catch (InterruptedException e) {
      throw e;
    } catch (Throwable e) {
      failed(e);
    }
    return state != ReaderState.FAILED && state != ReaderState.STOPPED;
  }

  /** What the reader is doing; for any thread. */
  public ReaderState state() {
    return state;
  }

  /** How long nothing needs to be done but for what the feed brings. */
  public Duration idleTime() {
    long ns = state == ReaderState.RETRYING ? backOff.leftNs() : schedule.leftNs();
    return ns >= LONGEST_WAIT.toNanos() ? LONGEST_WAIT : Duration.ofNanos(Math.max(0, ns));
  }

  private void restore() {
    closeSession();
    Cursor from = reader.store().committed();
    S restored = reader.fold().restore(reader.store().state());
    newLosses.clear();
    FeedReader<I> input = reader.feed().open(from);
    session = new Session<>(input, restored);
    waitingOn = input;
    applied = from;
    schedule.committed();
    state = ReaderState.RUNNING;
    reportProgress();
  }

  private void run(Duration patience) throws InterruptedException {
    Session<S, I> current = Objects.requireNonNull(session);
    Duration idle = idleTime();
    Fed<I> fed = current.input.poll(idle.compareTo(patience) < 0 ? idle : patience);
    switch (fed) {
      case null -> {}
      case Fed.Items<I> batch -> {
        current.state = reader.fold().apply(current.state, batch.items());
        counts.records.addAndGet(batch.records());
        counts.bytes.addAndGet(batch.bytes());
        advanced(batch.next(), batch.records(), batch.bytes());
      }
      case Fed.Missing<I> missing -> {
        LOG.warn("Reader {} misses records: {}", reader.name(), missing.loss());
        current.state = reader.fold().lost(current.state, missing.loss());
        newLosses.add(missing.loss());
        counts.losses.incrementAndGet();
        advanced(missing.next(), 1, 0);
      }
    }
    if (schedule.isCommitDue() || (schedule.isPending() && backOff.isCautious())) {
      commit(current);
    } else if (schedule.isSyncDue()) {
      reader.store().sync();
      schedule.synced();
      reportProgress();
    }
  }

  private void advanced(Cursor next, long records, long bytes) {
    applied = next;
    schedule.folded(records, bytes);
    reportProgress();
    if (backOff.isCautious() && backOff.hasPassed(next)) {
      message = "";
      backOff.reset();
    }
  }

  private void commit(Session<S, I> current) {
    StateChanges changes = new StateChanges();
    reader.fold().save(current.state, changes);
    reader.store().commit(applied, changes, List.copyOf(newLosses));
    newLosses.clear();
    schedule.committed();
    counts.commits.incrementAndGet();
    reportProgress();
  }

  private void reportProgress() {
    registration.progress(applied, reader.store().durable());
  }

  private void failed(Throwable cause) {
    counts.failures.incrementAndGet();
    message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    Cursor failedAt = applied;
    closeSession();
    if (cause instanceof MillraceException known && known.code() == JournalError.JOURNAL_CLOSED) {
      state = ReaderState.STOPPED;
    } else if (isPassing(cause)) {
      backOff.waitAgain(failedAt);
      state = ReaderState.RETRYING;
      LOG.warn("Reader {} waits for storage: {}", reader.name(), message);
    } else if (backOff.failed(failedAt)) {
      state = ReaderState.RETRYING;
      LOG.warn("Reader {} failed at {} and will try again.", reader.name(), failedAt, cause);
    } else {
      state = ReaderState.FAILED;
      LOG.error(
          "Reader {} failed {} times at {} and is stopped; what it committed is kept.",
          reader.name(),
          reader.settings().maxAttempts(),
          failedAt,
          cause);
    }
  }

  /** Storage that fails or is full is waited for; it says nothing about the batch. */
  private static boolean isPassing(Throwable cause) {
    return cause instanceof MillraceException known
        && (known.code().category() == ErrorCategory.UNAVAILABLE
            || known.code().category() == ErrorCategory.TRY_LATER);
  }

  private void closeSession() {
    Session<S, I> open = session;
    session = null;
    waitingOn = null;
    if (open != null) {
      open.close();
    }
  }

  /** Ends a wait for the feed; for any thread. */
  public void wakeup() {
    FeedReader<I> input = waitingOn;
    if (input != null) {
      input.wakeup();
    }
  }

  /** The reader as it is shown; for any thread. */
  public ReaderStatistics statistics() {
    Cursor at = applied;
    return new ReaderStatistics(
        reader.name(),
        state,
        message,
        at,
        reader.store().committed(),
        journal.lag(reader.partitions(), at),
        counts.records.get(),
        counts.bytes.get(),
        counts.commits.get(),
        counts.losses.get(),
        counts.failures.get());
  }

  /** Commits what was folded, if the reader is running, and leaves the journal. */
  @Override
  public void close() {
    try {
      Session<S, I> current = session;
      if (current != null && schedule.isPending()) {
        commit(current);
      }
      reader.store().sync();
      reportProgress();
    } catch (RuntimeException e) {
      LOG.warn("Reader {} could not commit when it was stopped.", reader.name(), e);
    } finally {
      closeSession();
      if (state != ReaderState.FAILED) {
        state = ReaderState.STOPPED;
      }
      registration.close();
    }
  }

  /** Leaves without committing, as a process does that dies; for simulations. */
  public void abandon() {
    closeSession();
    state = ReaderState.STOPPED;
    registration.close();
  }

  /** Back-off in milliseconds, doubled by each failure. */
  private static final class BackOff {
    private final ReaderSettings settings;
    private final NanoClock clock;
    private int attempts;
    private long waits;
    private long untilNs;
    private @Nullable Cursor failedAt;

    BackOff(ReaderSettings settings, NanoClock clock) {
      this.settings = settings;
      this.clock = clock;
    }

    /** Counts a failure of the batch after {@code at}; false if that was the last attempt. */
    boolean failed(Cursor at) {
      if (failedAt == null || !failedAt.covers(at)) {
        attempts = 0;
      }
      attempts++;
      waitAgain(at);
      return attempts < settings.maxAttempts();
    }

    void waitAgain(Cursor at) {
      failedAt = failedAt == null || at.covers(failedAt) ? at : failedAt;
      long ms = settings.firstBackOffMs() << Math.min(waits, 20);
      untilNs = clock.monotonicNs() + Math.min(ms, settings.maxBackOffMs()) * Times.MS;
      waits++;
    }

    boolean isOver() {
      return leftNs() <= 0;
    }

    long leftNs() {
      return untilNs - clock.monotonicNs();
    }

    /** Whether something failed that has not been passed yet: then every batch is committed. */
    boolean isCautious() {
      return failedAt != null;
    }

    boolean hasPassed(Cursor at) {
      return failedAt != null && at.covers(failedAt) && !at.equals(failedAt);
    }

    void reset() {
      attempts = 0;
      waits = 0;
      failedAt = null;
    }
  }
}
