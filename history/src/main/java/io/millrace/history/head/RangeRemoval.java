package io.millrace.history.head;

import io.millrace.history.chunk.ChunkLimits;
import io.millrace.history.chunk.JournalTrace;
import io.millrace.history.chunk.Samples;
import io.millrace.model.time.TimeRange;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Removes the samples of a point in a range of time. What is left of a chunk that the range cuts is
 * written anew; statistics without samples that the range cuts go as a whole. Serves the writer's
 * thread.
 */
final class RangeRemoval {
  private final StoredBuckets stored;
  private final BucketNumbers bucketNumbers;
  private final BucketRewrite rewrite;
  private final OpenChunk openChunk;
  private final JournalTrace trace = new JournalTrace();
  private final JournalTrace keptTrace = new JournalTrace();

  RangeRemoval(
      StoredBuckets stored,
      BucketNumbers bucketNumbers,
      BucketRewrite rewrite,
      OpenChunk openChunk) {
    this.stored = stored;
    this.bucketNumbers = bucketNumbers;
    this.rewrite = rewrite;
    this.openChunk = openChunk;
  }

  /** What one removal is about, until it is taken over. */
  private static final class Work {
    final PointHead head;
    final TimeRange range;
    final Removals removals = new Removals();
    final Samples samples;
    final Samples kept;
    int next;
    long removed;

    Work(PointHead head, TimeRange range) {
      this.head = head;
      this.range = range;
      this.samples = new Samples(head.kind);
      this.kept = new Samples(head.kind);
    }
  }

  /**
   * Removes the samples in a range; late ones must have been merged before.
   *
   * @return how many there were
   */
  long remove(PointHead head, TimeRange range) {
    Bucket newest = head.newest();
    if (newest == null || range.lengthNs() <= 0) {
      return 0;
    }
    Work work = new Work(head, range);
    int first = ChunkLimits.bucketOf(range.fromNs());
    int last = ChunkLimits.bucketOf(range.toNs() - 1);
    NavigableMap<Integer, Bucket> older = new TreeMap<>(head.older());
    for (int number : bucketNumbers.between(head, first, Math.min(last, newest.number() - 1))) {
      Bucket known = older.get(number);
      Bucket bucket =
          known == null
              ? stored.read(head.point, head.kind, number)
              : known.pages() == null ? stored.withPages(head.point, head.kind, known) : known;
      older.put(number, removeFromChunks(work, bucket));
    }
    Bucket cut = newest;
    Samples tail = null;
    if (first <= newest.number() && last >= newest.number()) {
      Bucket whole =
          newest.pages() == null ? stored.withPages(head.point, head.kind, newest) : newest;
      cut = removeFromChunks(work, whole);
      tail = new Samples(head.kind, 1);
      cut = removeFromTail(work, cut, tail);
    }
    takeOver(work, older, cut, tail);
    return work.removed;
  }

  private static void takeOver(
      Work work, NavigableMap<Integer, Bucket> older, Bucket cut, @Nullable Samples tail) {
    PointHead head = work.head;
    head.removals().addAll(work.removals);
    head.beginChange();
    head.setOlder(older);
    if (tail != null) {
      head.clearActive();
      LastFrozen.update(head, cut, tail);
    }
    head.endChange();
  }

  private Bucket removeFromChunks(Work work, Bucket bucket) {
    work.next = bucket.nextChunk();
    Bucket result =
        rewrite.rewrite(
            bucket, work.removals, (chunk, next) -> removeFromChunk(work, bucket.number(), chunk));
    return result.withNextChunk(work.next);
  }

  private List<ChunkRef> removeFromChunk(Work work, int bucket, ChunkRef chunk) {
    TimeRange range = work.range;
    if (chunk.lastNs() < range.fromNs() || chunk.firstNs() >= range.toNs()) {
      return List.of(chunk);
    }
    boolean whole = range.contains(chunk.firstNs()) && range.contains(chunk.lastNs());
    if (whole || !rewrite.read(work.head, bucket, chunk, work.samples, trace)) {
      // What cannot be read cannot be cut. The rest of it is lost to readers anyway.
      work.removed += chunk.statistics().count();
      return List.of();
    }
    keepOutside(work);
    List<ChunkRef> result = new ArrayList<>();
    if (work.kept.size() > 0) {
      result.add(openChunk.chunk(work.next++, work.kept, 0, work.kept.size(), keptTrace));
    }
    return result;
  }

  private Bucket removeFromTail(Work work, Bucket bucket, Samples tail) {
    PointHead head = work.head;
    openChunk.read(head, work.samples, trace);
    if (work.samples.size() == 0) {
      return bucket;
    }
    keepOutside(work);
    bucket.slices().forEach(slice -> work.removals.slice(bucket.number(), slice));
    List<SliceRef> slices = new ArrayList<>();
    if (work.kept.size() > 0) {
      slices.add(openChunk.slice(work.next++, work.kept, 0, keptTrace));
      tail.add(work.kept, work.kept.size() - 1);
    }
    return bucket.withSlices(slices).withNextChunk(work.next);
  }

  private void keepOutside(Work work) {
    work.kept.clear();
    keptTrace.clear();
    for (int i = 0; i < work.samples.size(); i++) {
      if (work.range.contains(work.samples.timeNs(i))) {
        work.removed++;
      } else {
        keptTrace.add(work.kept.size(), trace, i);
        work.kept.add(work.samples, i);
      }
    }
  }
}
