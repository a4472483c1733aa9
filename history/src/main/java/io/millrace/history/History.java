package io.millrace.history;

import io.millrace.history.chunk.ChunkLimits;
import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.frame.Frames;
import io.millrace.history.head.Fate;
import io.millrace.history.head.HeadWriter;
import io.millrace.history.head.Heads;
import io.millrace.history.head.SourceCounters;
import io.millrace.history.head.Submission;
import io.millrace.history.head.Tombstones.Tombstone;
import io.millrace.history.query.HistoryReader;
import io.millrace.history.query.HistoryVerifier;
import io.millrace.history.query.QuerySettings;
import io.millrace.history.query.VerifyReport;
import io.millrace.history.source.SourceCounts;
import io.millrace.history.source.SourceSpans;
import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.StoreStatistics;
import io.millrace.model.id.SourceId;
import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.time.NanoClock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every sample, by point and time.
 *
 * <p>One thread writes, at memory speed, and calls {@link #checkpoint} when {@link #checkpointDue}
 * says so. What was written after the last durable checkpoint is gone after a crash; the writer
 * then begins again at {@link #cursor()}, and the same input gives the same history, with nothing
 * doubled. Any thread asks through {@link #reader()}.
 */
public final class History implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(History.class);

  private final ChunkStore store;
  private final HistorySettings settings;
  private final NanoClock clock;
  private final SourceCounters counters = new SourceCounters();
  private final Checkpoints checkpoints;
  private final Heads heads;
  private final HeadWriter writer;
  private final HistoryReader reader;
  private final Frames frames;
  private final AtomicLong damages = new AtomicLong();
  private volatile byte[] cursor;
  private long lastCheckpointNs;

  /**
   * Opens a history over a store, which it closes when it is closed.
   *
   * @param traits what a point is, by handle; thread-safe and quick. Its kind must not change
   */
  public History(
      ChunkStore store,
      PointHandles points,
      IntFunction<PointTraits> traits,
      HistorySettings settings,
      QuerySettings querySettings,
      NanoClock clock) {
    this.store = store;
    this.settings = settings;
    this.clock = clock;
    this.cursor = HistoryState.decode(store.lastCommit().state(), counters);
    this.checkpoints = new Checkpoints(store);
    this.heads =
        new Heads(
            points,
            traits,
            store,
            settings.heads(),
            counters,
            checkpoints::settleOrFail,
            this::report);
    this.writer = heads.writer();
    this.reader = new HistoryReader(heads, store, querySettings);
    this.frames = new Frames(store);
    this.lastCheckpointNs = clock.monotonicNs();
  }

  private void report(HistoryException damage) {
    damages.incrementAndGet();
    log.error("{}", damage.getMessage());
  }

  /** A small number for a source, valid in this process, for {@link SourceSpans}. Thread-safe. */
  public int sourceHandle(SourceId source) {
    return counters.handleOf(source);
  }

  /**
   * Takes samples of one journal partition, in journal order. Either all of them, or an exception
   * says why none.
   *
   * @param spans which of them came from which source; they cover the whole batch
   * @param partition the journal partition that all of them came from
   * @param contextVersion next offset of the context lane when their records were taken in, as in
   *     the journal's block
   * @throws HistoryException with {@code HISTORY_CHECKPOINT_OVERDUE}, or as the store fails
   */
  public void write(SampleBatch batch, SourceSpans spans, int partition, long contextVersion) {
    checkRoom();
    writer.write(batch, spans, partition, contextVersion);
  }

  /**
   * Removes those samples that have the time, value and quality of one in the batch, for a decoder
   * that was corrected (law 9). Those that are not there are passed over; nothing is remembered.
   *
   * @param partition the journal partition of the record that says so
   */
  public void remove(SampleBatch batch, int partition) {
    checkRoom();
    writer.remove(batch, partition);
  }

  private void checkRoom() {
    checkpoints.settleIfDone();
    if (writer.unsavedBytes() + checkpoints.waitingBytes() > settings.maxUnsavedBytes()) {
      throw new HistoryException(
          HistoryError.HISTORY_CHECKPOINT_OVERDUE,
          "History holds more than "
              + settings.maxUnsavedBytes()
              + " bytes that are not on disk. A checkpoint is overdue, or the disk does not take"
              + " it.");
    }
  }

  /**
   * Deletes samples.
   *
   * @return how many were there
   * @throws HistoryException with {@code HISTORY_TOO_MANY_DELETIONS}, or as the store fails
   */
  public long delete(Deletion deletion) {
    return writer.delete(
        deletion.point(),
        new Tombstone(
            deletion.range(), deletion.alsoLater() ? Long.MAX_VALUE : deletion.contextOffset()));
  }

  /**
   * Lets old samples of a point fall to statistics by the hour, and old statistics to nothing;
   * whole days of UTC at a time. A part of the work is done per call, so that writing is not held
   * up.
   *
   * @param samplesFromNs older samples fall
   * @param statisticsFromNs older statistics fall too; not after {@code samplesFromNs}
   * @return whether it should be called again because there is more to do
   */
  public boolean retain(int point, long samplesFromNs, long statisticsFromNs) {
    return writer.retain(
        point,
        ChunkLimits.bucketOf(samplesFromNs),
        ChunkLimits.bucketOf(Math.min(samplesFromNs, statisticsFromNs)));
  }

  /** Whether enough came, or enough time passed, that a checkpoint should be made now. */
  public boolean checkpointDue() {
    if (!writer.isDirty() && !frames.isDirty()) {
      return false;
    }
    if (checkpoints.isUnderWay()) {
      // Better to wait for it than to be refused soon.
      return writer.unsavedBytes() >= settings.maxUnsavedBytes() / 4;
    }
    return writer.unsavedSamples() >= settings.checkpointSamples()
        || writer.unsavedBytes() >= settings.checkpointBytes()
        || clock.monotonicNs() - lastCheckpointNs >= settings.checkpointIdleNs();
  }

  /**
   * Makes everything that was written before durable, together with the cursor. Gathering is done
   * here; the disk is another thread's. If the checkpoint before is still under way, waits for it.
   *
   * @param newCursor opaque: where the writer goes on after a crash
   * @return completes when it is durable; fails with a {@link HistoryException}, and then
   *     everything goes along with the next checkpoint
   */
  public CompletableFuture<Void> checkpoint(byte[] newCursor) {
    try {
      checkpoints.settleOrFail();
    } catch (HistoryException e) {
      return CompletableFuture.failedFuture(e);
    }
    byte[] copy = newCursor.clone();
    Submission submission = new Submission(store.nextVersion());
    writer.collect(submission);
    frames.collect(submission);
    lastCheckpointNs = clock.monotonicNs();
    return checkpoints
        .submit(submission, HistoryState.encode(copy, counters))
        .thenAccept(commit -> cursor = copy);
  }

  /** The cursor of the last durable checkpoint; empty if there never was one. Any thread. */
  public byte[] cursor() {
    return cursor.clone();
  }

  /** What became of the samples of a source, durable or not. Any thread. */
  public SourceCounts counts(SourceId source) {
    int handle = counters.handleOf(source);
    return new SourceCounts(
        counters.count(handle, Fate.STORED),
        counters.count(handle, Fate.DUPLICATE),
        counters.count(handle, Fate.REPLACED),
        counters.count(handle, Fate.DELETED),
        counters.count(handle, Fate.EXPIRED),
        counters.count(handle, Fate.REFUSED));
  }

  /** Spans of time with a meaning: the writer's thread puts them, any thread asks. */
  public Frames frames() {
    return frames;
  }

  /**
   * Reads all chunks of some points and checks them, on the caller's thread, beside everything
   * else.
   *
   * @param points handles
   * @param progress called after each chunk; may stop it
   */
  public VerifyReport verify(int[] points, HistoryVerifier.Progress progress) {
    return new HistoryVerifier(heads, store, progress).verify(points);
  }

  /** What is counted since the program started. Any thread. */
  public HistoryStatistics statistics() {
    StoreStatistics stored = store.statistics();
    return new HistoryStatistics(
        heads.size(), stored.diskBytes(), stored.memoryBytes(), damages.get());
  }

  /** For asking; thread-safe. */
  public HistoryReader reader() {
    return reader;
  }

  /** Waits for a checkpoint that is under way, and closes the store. Makes no checkpoint itself. */
  @Override
  public void close() {
    checkpoints.close();
    store.close();
  }
}
