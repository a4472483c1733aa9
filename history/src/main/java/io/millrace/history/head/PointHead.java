package io.millrace.history.head;

import io.millrace.history.chunk.ChunkLimits;
import io.millrace.history.chunk.Samples;
import io.millrace.model.id.PointId;
import io.millrace.model.sample.ValueKind;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is in memory of one point: its active samples, its buckets so far as the store does not have
 * them, and late samples that wait. Written by one thread, read by any through {@link
 * HeadSnapshots}.
 */
final class PointHead extends ActiveSamples {
  final int handle;
  final PointId point;

  // Changed between beginChange and endChange only.
  private @Nullable Bucket newest;
  private NavigableMap<Integer, Bucket> older = Collections.emptyNavigableMap();
  private @Nullable LateSamples late;
  private int chunksFromBucket = Integer.MIN_VALUE;
  private int statisticsFromBucket = Integer.MIN_VALUE;
  private Tombstones tombstones = Tombstones.NONE;
  private boolean hasFrozenLast;
  private long frozenLastNs;
  private long frozenLastBits;
  private @Nullable String frozenLastText;
  private int frozenLastQuality;

  // The writer's alone.
  private long frozenNs = Long.MIN_VALUE;
  private boolean dirty;
  private boolean awaitsMerge;
  private boolean stateChanged;
  private final Removals removals = new Removals();

  PointHead(int handle, PointId point, ValueKind kind) {
    super(kind);
    this.handle = handle;
    this.point = point;
  }

  /** The bucket of the latest sample so far; null if there never was one. */
  @Nullable Bucket newest() {
    return newest;
  }

  /** Earlier buckets that differ from what the store has, by number; not to be written to. */
  NavigableMap<Integer, Bucket> older() {
    return older;
  }

  @Nullable LateSamples late() {
    return late;
  }

  Tombstones tombstones() {
    return tombstones;
  }

  int chunksFromBucket() {
    return chunksFromBucket;
  }

  int statisticsFromBucket() {
    return statisticsFromBucket;
  }

  /** Samples later than this are active; all others are in slices, chunks or the store. */
  long frozenNs() {
    return frozenNs;
  }

  Removals removals() {
    return removals;
  }

  /** Marks it as having something for the next checkpoint; says whether it had nothing before. */
  boolean becomesDirty() {
    boolean was = dirty;
    dirty = true;
    return !was;
  }

  /** Says whether late samples wait that are to be merged, and returns what was said before. */
  boolean setAwaitsMerge(boolean awaits) {
    boolean was = awaitsMerge;
    awaitsMerge = awaits;
    return was;
  }

  void becomeClean() {
    dirty = false;
    stateChanged = false;
  }

  /** Whether the row about the point differs from what the store has. */
  boolean isStateChanged() {
    return stateChanged;
  }

  PointState state() {
    Bucket bucket = newest;
    return new PointState(
        kind,
        bucket == null ? PointState.NO_BUCKET : bucket.number(),
        chunksFromBucket,
        statisticsFromBucket,
        tombstones);
  }

  // What follows is called within a change only.

  /** Sets the newest bucket; a number other than the last one's opens a new bucket. */
  void setNewest(Bucket bucket) {
    Bucket before = newest;
    if (before == null || before.number() != bucket.number()) {
      stateChanged = true;
      // What is earlier than the bucket does not belong among the active samples.
      frozenNs = Math.max(frozenNs, ChunkLimits.lastNsBefore(bucket.number()));
    }
    newest = bucket;
    updateBounds(lastNs());
  }

  /** Sets earlier buckets that differ from what the store has. */
  void putOlder(List<Bucket> buckets) {
    NavigableMap<Integer, Bucket> copy = new TreeMap<>(older);
    buckets.forEach(bucket -> copy.put(bucket.number(), bucket));
    older = copy;
  }

  /** Sets all earlier buckets that differ from what the store has. */
  void setOlder(NavigableMap<Integer, Bucket> buckets) {
    older = buckets;
  }

  void setLate(@Nullable LateSamples samples) {
    late = samples;
  }

  void setTombstones(Tombstones newTombstones) {
    tombstones = newTombstones;
    stateChanged = true;
    updateBounds(lastNs());
  }

  void setRetention(int newChunksFromBucket, int newStatisticsFromBucket) {
    chunksFromBucket = newChunksFromBucket;
    statisticsFromBucket = newStatisticsFromBucket;
    if (statisticsFromBucket != Integer.MIN_VALUE) {
      // What keeps nothing takes nothing any more, so its deletions need not be remembered.
      tombstones = tombstones.after(ChunkLimits.bucketStartNs(statisticsFromBucket));
    }
    stateChanged = true;
    updateBounds(lastNs());
  }

  /** Takes over what the store knows. */
  void restore(PointState state, @Nullable Bucket bucket) {
    newest = bucket;
    chunksFromBucket = state.chunksFromBucket();
    statisticsFromBucket = state.statisticsFromBucket();
    tombstones = state.tombstones();
    updateBounds(lastNs());
  }

  /** Says which sample is the last that is not active any more. */
  void setFrozenLast(long timeNs, long bits, @Nullable String text, int quality) {
    hasFrozenLast = true;
    frozenLastNs = timeNs;
    frozenLastBits = bits;
    frozenLastText = text;
    frozenLastQuality = quality;
    frozenNs = timeNs;
    updateBounds(Math.max(lastNs(), timeNs));
  }

  /**
   * Says that no sample of the newest bucket is left that is not active.
   *
   * @param boundNs time up to which samples count as late
   */
  void forgetFrozenLast(long boundNs) {
    hasFrozenLast = false;
    frozenLastText = null;
    frozenNs = boundNs;
    updateBounds(Math.max(lastNs(), boundNs));
  }

  /** Sets the time of the latest sample of all. */
  void updateBounds(long lastNs) {
    Bucket bucket = newest;
    setBounds(
        lastNs,
        bucket == null ? Long.MIN_VALUE : ChunkLimits.bucketLastNs(bucket.number()),
        Math.max(tombstones.endNs(), ChunkLimits.bucketStartNs(chunksFromBucket)));
  }

  // For readers, between two looks at the version.

  /**
   * Adds the last sample that is not active any more, if it is known and no late one can have taken
   * its place.
   */
  boolean copyFrozenLast(Samples into) {
    LateSamples waiting = late;
    boolean known = hasFrozenLast && (waiting == null || waiting.latestNs() < frozenLastNs);
    if (known) {
      into.add(frozenLastNs, frozenLastBits, frozenLastText, frozenLastQuality);
    }
    return known;
  }
}
