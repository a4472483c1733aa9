package io.millrace.history.head;

import io.millrace.history.chunk.ChunkDecoder;
import io.millrace.history.chunk.ChunkEncoder;
import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.head.Tombstones.Tombstone;
import io.millrace.history.source.SourceSpans;
import io.millrace.history.store.ChunkStore;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.sample.ValueKind;

/**
 * Takes samples into the heads of their points. Serves one thread.
 *
 * <p>A sample goes one of three ways: behind the active ones if it is the latest, among them if it
 * belongs there, and else it waits with others to be merged into its bucket.
 */
public final class HeadWriter {
  private final HeadTable heads;
  private final SourceCounters counters;
  private final Settlement settlement;
  private final Unsaved unsaved = new Unsaved();
  private final LateQueue late;
  private final Placement placement;
  private final RangeRemoval rangeRemoval;
  private final RetentionPass retentionPass;

  /** Waits for a checkpoint that is under way, and takes its outcome over. */
  @FunctionalInterface
  public interface Settlement {
    /**
     * Returns when the store has all that was handed over.
     *
     * @throws HistoryException if the store failed
     */
    void settle();
  }

  HeadWriter(
      HeadTable heads,
      ChunkStore store,
      StoredBuckets stored,
      HeadSettings settings,
      SourceCounters counters,
      Settlement settlement) {
    this.heads = heads;
    this.counters = counters;
    this.settlement = settlement;
    ChunkDecoder decoder = new ChunkDecoder();
    OpenChunk openChunk = new OpenChunk(new ChunkEncoder(), decoder);
    BucketRewrite rewrite = new BucketRewrite(store, decoder);
    BucketNumbers numbers = new BucketNumbers(store);
    LateMerge lateMerge = new LateMerge(stored, rewrite, openChunk);
    this.late =
        new LateQueue(heads, lateMerge, settlement, counters, unsaved, settings.lateSamples());
    this.placement = new Placement(heads, settings, openChunk, late, unsaved);
    this.rangeRemoval = new RangeRemoval(stored, numbers, rewrite, openChunk);
    this.retentionPass = new RetentionPass(stored, numbers, rewrite);
  }

  /**
   * Takes a batch. Either all of it is taken, or an exception says why none of it was.
   *
   * @param partition the journal partition that all of it came from
   * @param contextVersion next offset of the context lane when it was taken in
   */
  public void write(SampleBatch batch, SourceSpans spans, int partition, long contextVersion) {
    prepare(batch);
    int from = 0;
    for (int span = 0; span < spans.size(); span++) {
      int to = spans.end(span);
      write(batch, from, to, spans.source(span), partition, contextVersion);
      from = to;
    }
    unsaved.addSamples(batch.size());
  }

  private void write(
      SampleBatch batch, int from, int to, int source, int partition, long contextVersion) {
    int stored = 0;
    for (int i = from; i < to; i++) {
      PointHead head = heads.get(batch.point(i));
      boolean appended =
          batch.kind(i) == head.kind
              && head.append(
                  batch.timeNs(i),
                  batch.bits(i),
                  batch.quality(i),
                  partition,
                  batch.journalOffset(i));
      if (appended) {
        // It stands behind others that are not saved yet, so its point is marked already.
        stored++;
      } else {
        Fate fate = placement.place(head, batch, i, source, partition, contextVersion);
        if (fate != null) {
          counters.add(source, fate, 1);
        }
      }
    }
    counters.add(source, Fate.STORED, stored);
  }

  /** Does all that may fail, so that nothing fails half way through a batch. */
  private void prepare(SampleBatch batch) {
    for (int i = 0; i < batch.size(); i++) {
      heads.get(batch.point(i));
    }
    placement.adjustLimits();
    late.makeRoom();
  }

  /**
   * Removes samples that have the time, value and quality of those in the batch (law 9: what only
   * the decoder that was wrong produced). Those that are not there are passed over.
   */
  public void remove(SampleBatch batch, int partition) {
    prepare(batch);
    for (int i = 0; i < batch.size(); i++) {
      PointHead head = heads.get(batch.point(i));
      ValueKind kind = batch.kind(i);
      if (kind != head.kind || batch.timeNs(i) > head.lastNs()) {
        continue;
      }
      if (batch.timeNs(i) > head.frozenNs()) {
        placement.freezeOrSeal(head);
      }
      unsaved.mark(head);
      late.add(
          head,
          batch.timeNs(i),
          kind.isText() ? 0 : batch.bits(i),
          kind.isText() ? Texts.sound(batch.text(i)) : null,
          batch.quality(i),
          true,
          0,
          partition,
          batch.journalOffset(i));
    }
  }

  /**
   * Deletes the samples of a point in a range, and remembers it.
   *
   * @return how many samples were there
   */
  public long delete(int handle, Tombstone tombstone) {
    PointHead head = heads.get(handle);
    Tombstones tombstones = head.tombstones().plus(tombstone);
    if (tombstones.all().size() > Tombstones.MAX) {
      throw new HistoryException(
          HistoryError.HISTORY_TOO_MANY_DELETIONS,
          "Point "
              + head.point
              + " has "
              + Tombstones.MAX
              + " separate deleted ranges already. Delete one longer range that covers several.");
    }
    settlement.settle();
    late.merge(head);
    long removed = rangeRemoval.remove(head, tombstone.range());
    head.beginChange();
    head.setTombstones(tombstones);
    head.endChange();
    unsaved.mark(head);
    return removed;
  }

  /**
   * Lets old samples and old statistics of a point fall, some at a time.
   *
   * @return whether there is more to do
   */
  public boolean retain(int handle, int chunksFromBucket, int statisticsFromBucket) {
    PointHead head = heads.get(handle);
    if (chunksFromBucket <= head.chunksFromBucket()
        && statisticsFromBucket <= head.statisticsFromBucket()) {
      return false;
    }
    settlement.settle();
    late.merge(head);
    Bucket newest = head.newest();
    if (newest != null && newest.number() < chunksFromBucket) {
      placement.seal(head);
    }
    boolean more = retentionPass.retain(head, chunksFromBucket, statisticsFromBucket);
    unsaved.mark(head);
    return more;
  }

  /** Gathers all that the store does not have yet; late samples are merged first. */
  public void collect(Submission submission) {
    late.mergeAll();
    for (PointHead head : unsaved.heads()) {
      placement.freezeOrSeal(head);
      CheckpointRows.collect(head, submission);
    }
    unsaved.clear();
  }

  /** Samples that came since the last checkpoint. */
  public long unsavedSamples() {
    return unsaved.samples();
  }

  /** About how many bytes the next checkpoint has to write. */
  public long unsavedBytes() {
    return unsaved.bytes();
  }

  /** Whether anything changed since the last checkpoint. */
  public boolean isDirty() {
    return !unsaved.heads().isEmpty();
  }
}
