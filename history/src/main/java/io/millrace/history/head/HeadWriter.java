package io.millrace.history.head;

import io.millrace.history.HistoryError;
import io.millrace.history.HistoryException;
import io.millrace.history.SourceSpans;
import io.millrace.history.chunk.ChunkDecoder;
import io.millrace.history.chunk.ChunkEncoder;
import io.millrace.history.chunk.ChunkLimits;
import io.millrace.history.head.Tombstones.Tombstone;
import io.millrace.history.store.ChunkStore;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.sample.ValueKind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes samples into the heads of their points. Serves one thread.
 *
 * <p>A sample goes one of three ways: behind the active ones if it is the latest, among them if it
 * belongs there, and else it waits with others to be merged into its bucket.
 */
public final class HeadWriter {
  private static final int MIN_ACTIVE = 64;
  private static final int MIN_SLICE_BYTES = 2 * 1024;
  private static final int MAX_SLICE_BYTES = 64 * 1024;
  private static final int ACTIVE_SAMPLE_BYTES = 16;

  /** Texts of active samples are encoded when they have more characters than this. */
  private static final int MAX_ACTIVE_CHARACTERS = 32 * 1024;

  private static final Logger log = LoggerFactory.getLogger(HeadWriter.class);

  private final HeadTable heads;
  private final HeadSettings settings;
  private final SourceCounters counters;
  private final Settlement settlement;
  private final OpenChunk openChunk;
  private final LateMerge lateMerge;
  private final RangeRemoval rangeRemoval;
  private final RetentionPass retentionPass;
  private final List<PointHead> dirty = new ArrayList<>();
  private final List<PointHead> withLate = new ArrayList<>();
  private int lateSamples;
  private long unsavedSamples;
  private long unsavedBytes;
  private int activeLimit;
  private int sliceBytesLimit;
  private int limitsForHeads = -1;

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
    this.settings = settings;
    this.counters = counters;
    this.settlement = settlement;
    ChunkDecoder decoder = new ChunkDecoder();
    this.openChunk = new OpenChunk(new ChunkEncoder(), decoder);
    BucketRewrite rewrite = new BucketRewrite(store, decoder);
    BucketNumbers numbers = new BucketNumbers(store);
    this.lateMerge = new LateMerge(stored, rewrite, openChunk);
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
    load(batch);
    makeRoomForLate();
    int from = 0;
    for (int span = 0; span < spans.size(); span++) {
      int source = spans.source(span);
      int to = spans.end(span);
      int stored = 0;
      for (int i = from; i < to; i++) {
        PointHead head = heads.get(batch.point(i));
        ValueKind kind = batch.kind(i);
        long timeNs = batch.timeNs(i);
        if (kind == head.kind
            && head.append(
                timeNs, batch.bits(i), batch.quality(i), partition, batch.journalOffset(i))) {
          stored++;
          if (head.becomesDirty()) {
            dirty.add(head);
          }
        } else {
          Fate fate = place(head, batch, i, source, partition, contextVersion);
          if (fate != null) {
            counters.add(source, fate, 1);
          }
        }
      }
      counters.add(source, Fate.STORED, stored);
      from = to;
    }
    unsavedSamples += batch.size();
  }

  /** Reads heads that are not in memory yet, so that nothing can fail half way through a batch. */
  private void load(SampleBatch batch) {
    for (int i = 0; i < batch.size(); i++) {
      heads.get(batch.point(i));
    }
    if (limitsForHeads != heads.size()) {
      limitsForHeads = heads.size();
      int count = Math.max(1, limitsForHeads);
      long activePerPoint = settings.activeBytes() / ACTIVE_SAMPLE_BYTES / count;
      activeLimit = Math.clamp(activePerPoint, MIN_ACTIVE, ChunkLimits.TARGET_SAMPLES);
      // Open chunks are half full on average.
      long slicesPerPoint = 2 * settings.sliceBytes() / count;
      sliceBytesLimit = Math.clamp(slicesPerPoint, MIN_SLICE_BYTES, MAX_SLICE_BYTES);
    }
  }

  private void makeRoomForLate() {
    if (lateSamples >= settings.lateSamples()) {
      settlement.settle();
      mergeAllLate();
    }
  }

  /**
   * Puts a sample where it belongs.
   *
   * @return what became of it; null if that will be known when it is merged
   */
  private @Nullable Fate place(
      PointHead head, SampleBatch batch, int i, int source, int partition, long contextVersion) {
    long timeNs = batch.timeNs(i);
    ValueKind kind = batch.kind(i);
    if (kind != head.kind || (kind.isText() && !Texts.fits(batch.text(i)))) {
      return Fate.REFUSED;
    }
    if (ChunkLimits.bucketOf(timeNs) < head.chunksFromBucket()) {
      return Fate.EXPIRED;
    }
    if (head.tombstones().cover(timeNs, contextVersion)) {
      return Fate.DELETED;
    }
    if (head.becomesDirty()) {
      dirty.add(head);
    }
    String text = kind.isText() ? Texts.sound(batch.text(i)) : null;
    long bits = kind.isText() ? 0 : batch.bits(i);
    if (timeNs > head.lastNs() || (head.activeCount() == 0 && timeNs > head.frozenNs())) {
      appendInOrder(head, timeNs, bits, text, batch.quality(i), partition, batch.journalOffset(i));
      return Fate.STORED;
    }
    if (timeNs > head.frozenNs()
        && (!head.takesPartition(partition) || head.activeCount() >= limit(head))) {
      freezeOrSeal(head);
    }
    if (timeNs > head.frozenNs()) {
      return placeAmongActive(head, timeNs, bits, text, batch.quality(i), batch.journalOffset(i));
    }
    addLate(
        head,
        timeNs,
        bits,
        text,
        batch.quality(i),
        false,
        source,
        partition,
        batch.journalOffset(i));
    return null;
  }

  private void appendInOrder(
      PointHead head,
      long timeNs,
      long bits,
      @Nullable String text,
      int quality,
      int partition,
      long offset) {
    if (timeNs > head.bucketLastNs() || head.newest() == null) {
      openBucket(head, ChunkLimits.bucketOf(timeNs));
    }
    if (!head.takesPartition(partition) || head.activeCount() >= limit(head)) {
      freezeOrSeal(head);
    }
    head.appendAny(timeNs, bits, text, quality, partition, offset, limit(head));
    if (head.activeTextLength() > MAX_ACTIVE_CHARACTERS) {
      freezeOrSeal(head);
    }
  }

  private void openBucket(PointHead head, int number) {
    unsavedBytes += openChunk.seal(head);
    Bucket before = head.newest();
    head.beginChange();
    if (before != null && !before.loose().isEmpty()) {
      head.putOlder(before);
    } else if (before != null && before.pages() != null) {
      head.putOlder(before);
    }
    head.setNewest(Bucket.empty(number));
    head.endChange();
  }

  /** How many active samples the point may have now. */
  private int limit(PointHead head) {
    Bucket newest = head.newest();
    int open = newest == null ? 0 : newest.sliceSamples();
    return Math.max(1, Math.min(activeLimit, ChunkLimits.TARGET_SAMPLES - open));
  }

  private void freezeOrSeal(PointHead head) {
    Bucket newest = head.newest();
    if (newest == null) {
      return;
    }
    boolean full =
        newest.sliceSamples() + head.activeCount() >= ChunkLimits.TARGET_SAMPLES
            || newest.sliceBytes() >= sliceBytesLimit;
    unsavedBytes += full ? openChunk.seal(head) : openChunk.freeze(head);
  }

  /** Puts a sample among active ones: some are later, or have the same time. */
  private Fate placeAmongActive(
      PointHead head, long timeNs, long bits, @Nullable String text, int quality, long offset) {
    int after = head.activeCount();
    while (after > 0 && head.activeTimeNs(after - 1) > timeNs) {
      after--;
    }
    int group = after;
    while (group > 0 && head.activeTimeNs(group - 1) == timeNs) {
      group--;
      if (head.sameValue(group, bits, text, quality)) {
        return Fate.DUPLICATE;
      }
    }
    boolean replaces =
        group < after && heads.traits(head.handle).sameTimePolicy() == SameTimePolicy.REPLACE;
    if (!replaces && after - group >= ChunkLimits.MAX_SAME_TIME) {
      return Fate.REFUSED;
    }
    head.beginChange();
    if (replaces) {
      head.replace(after - 1, bits, text, quality, offset, limit(head));
    } else {
      head.insert(after, timeNs, bits, text, quality, offset, limit(head));
    }
    head.endChange();
    return replaces ? Fate.REPLACED : Fate.STORED;
  }

  private void addLate(
      PointHead head,
      long timeNs,
      long bits,
      @Nullable String text,
      int quality,
      boolean removal,
      int source,
      int partition,
      long offset) {
    LateSamples late = head.late();
    if (late == null || late.isFull()) {
      head.beginChange();
      if (late == null) {
        late = new LateSamples(head.kind);
        head.setLate(late);
      } else {
        late.grow();
      }
      head.endChange();
    }
    late.add(timeNs, bits, text, quality, removal, source, partition, offset);
    lateSamples++;
    if (!head.setAwaitsMerge(true)) {
      withLate.add(head);
    }
    if (late.size() % ChunkLimits.TARGET_SAMPLES == 0) {
      try {
        settlement.settle();
        mergeLate(head);
      } catch (HistoryException e) {
        // They wait on. The next write asks for room before it takes anything, and reports it then.
        log.warn("Late samples of point {} wait, since the store failed.", head.point, e);
      }
    }
  }

  private void mergeLate(PointHead head) {
    LateSamples late = head.late();
    int waiting = late == null ? 0 : late.size();
    SameTimePolicy policy = heads.traits(head.handle).sameTimePolicy();
    unsavedBytes += lateMerge.merge(head, policy, (source, fate) -> counters.add(source, fate, 1));
    lateSamples -= waiting;
  }

  private void mergeAllLate() {
    while (!withLate.isEmpty()) {
      PointHead head = withLate.getLast();
      mergeLate(head);
      head.setAwaitsMerge(false);
      withLate.removeLast();
    }
  }

  /**
   * Removes samples that have the time, value and quality of those in the batch (law 9: what only
   * the decoder that was wrong produced). Those that are not there are passed over.
   */
  public void remove(SampleBatch batch, int partition) {
    load(batch);
    makeRoomForLate();
    for (int i = 0; i < batch.size(); i++) {
      PointHead head = heads.get(batch.point(i));
      ValueKind kind = batch.kind(i);
      if (kind != head.kind || batch.timeNs(i) > head.lastNs()) {
        continue;
      }
      if (batch.timeNs(i) > head.frozenNs()) {
        freezeOrSeal(head);
      }
      if (head.becomesDirty()) {
        dirty.add(head);
      }
      String text = kind.isText() ? Texts.sound(batch.text(i)) : null;
      long bits = kind.isText() ? 0 : batch.bits(i);
      addLate(
          head,
          batch.timeNs(i),
          bits,
          text,
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
    mergeLate(head);
    long removed = rangeRemoval.remove(head, tombstone.range());
    head.beginChange();
    head.setTombstones(tombstones);
    head.endChange();
    if (head.becomesDirty()) {
      dirty.add(head);
    }
    return removed;
  }

  /**
   * Lets old samples and old statistics of a point fall, some at a time.
   *
   * @return whether there is more to do
   */
  public boolean retain(int handle, int chunksFromBucket, int statisticsFromBucket) {
    PointHead head = heads.get(handle);
    settlement.settle();
    mergeLate(head);
    Bucket newest = head.newest();
    if (newest != null && newest.number() < chunksFromBucket) {
      unsavedBytes += openChunk.seal(head);
    }
    boolean more = retentionPass.retain(head, chunksFromBucket, statisticsFromBucket);
    if (head.becomesDirty()) {
      dirty.add(head);
    }
    return more;
  }

  /** Gathers all that the store does not have yet; late samples are merged first. */
  public void collect(Submission submission) {
    mergeAllLate();
    for (PointHead head : dirty) {
      freezeOrSeal(head);
      CheckpointRows.collect(head, submission);
    }
    dirty.clear();
    unsavedSamples = 0;
    unsavedBytes = 0;
  }

  /** Samples that came since the last checkpoint. */
  public long unsavedSamples() {
    return unsavedSamples;
  }

  /** About how many bytes the next checkpoint has to write. */
  public long unsavedBytes() {
    return unsavedBytes;
  }

  /** Whether anything changed since the last checkpoint. */
  public boolean isDirty() {
    return !dirty.isEmpty();
  }
}
