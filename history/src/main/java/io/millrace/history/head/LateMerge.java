package io.millrace.history.head;

import io.millrace.history.chunk.ChunkLimits;
import io.millrace.history.chunk.JournalTrace;
import io.millrace.history.chunk.Samples;
import io.millrace.model.point.SameTimePolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Merges the late samples of a point into their buckets. Everything is worked out first and then
 * taken over in one change, so that a store that fails in between leaves the point as it was.
 * Serves the writer's thread.
 */
final class LateMerge {
  private final StoredBuckets stored;
  private final BucketRewrite rewrite;
  private final OpenChunk openChunk;
  private final SampleMerge merge = new SampleMerge();
  private final JournalTrace existingTrace = new JournalTrace();
  private final JournalTrace mergedTrace = new JournalTrace();

  LateMerge(StoredBuckets stored, BucketRewrite rewrite, OpenChunk openChunk) {
    this.stored = stored;
    this.rewrite = rewrite;
    this.openChunk = openChunk;
  }

  /** Learns what became of late samples, once that is settled. */
  @FunctionalInterface
  interface Outcome {
    /** One sample of a source met this fate. */
    void add(int source, Fate fate);
  }

  /** What one merge is about, until it is taken over. */
  private static final class Work {
    final PointHead head;
    final LateSamples late;
    final int[] order;
    final SameTimePolicy policy;
    final @Nullable Fate[] fates;
    final Removals removals = new Removals();
    final List<Bucket> older = new ArrayList<>();
    final Samples existing;
    final Samples merged;
    @Nullable Bucket newest;
    @Nullable Samples tail;
    int bytes;
    int next;

    Work(PointHead head, LateSamples late, SameTimePolicy policy) {
      this.head = head;
      this.late = late;
      this.policy = policy;
      this.order = late.order();
      this.fates = new Fate[late.size()];
      this.existing = new Samples(head.kind, ChunkLimits.TARGET_SAMPLES);
      this.merged = new Samples(head.kind, ChunkLimits.TARGET_SAMPLES);
    }

    long timeNs(int l) {
      return late.timeNs(order[l]);
    }

    void merge(SampleMerge merge, int from, int to) {
      merge.merge(existing, late, order, from, to, policy, merged, (i, fate) -> fates[i] = fate);
    }
  }

  /**
   * Merges all late samples of a point.
   *
   * @return bytes that the next checkpoint has to write more than before
   */
  int merge(PointHead head, SameTimePolicy policy, Outcome outcome) {
    LateSamples late = head.late();
    if (late == null || late.size() == 0) {
      return 0;
    }
    Work work = new Work(head, late, policy);
    int from = 0;
    while (from < work.order.length) {
      int bucket = ChunkLimits.bucketOf(work.timeNs(from));
      int to = from;
      while (to < work.order.length && ChunkLimits.bucketOf(work.timeNs(to)) == bucket) {
        to++;
      }
      mergeBucket(work, bucket, from, to);
      from = to;
    }
    takeOver(work);
    for (int i = 0; i < work.fates.length; i++) {
      Fate fate = work.fates[i];
      if (fate != null) {
        outcome.add(work.late.source(i), fate);
      }
    }
    releaseLate(head, late);
    return work.bytes;
  }

  private void mergeBucket(Work work, int number, int from, int to) {
    PointHead head = work.head;
    if (number < head.chunksFromBucket()) {
      for (int l = from; l < to; l++) {
        int i = work.order[l];
        work.fates[i] = work.late.isRemoval(i) ? null : Fate.EXPIRED;
      }
      return;
    }
    Bucket newest = head.newest();
    boolean isNewest = newest != null && newest.number() == number;
    long tailFirstNs = isNewest ? tailFirstNs(head) : Long.MAX_VALUE;
    Bucket known = isNewest ? newest : head.older().get(number);
    Bucket bucket = withPagesIfNeeded(head, number, known, work.timeNs(from), tailFirstNs);
    work.next = bucket.nextChunk();
    int[] l = {from};
    Bucket rewritten =
        rewrite.rewrite(
            bucket,
            work.removals,
            (chunk, next) -> {
              long endNs = next == null ? tailFirstNs : next.firstNs();
              int start = l[0];
              while (l[0] < to && work.timeNs(l[0]) < endNs) {
                l[0]++;
              }
              return mergeChunk(work, number, chunk, start, l[0]);
            });
    int rest = l[0];
    if (rest < to && tailFirstNs != Long.MAX_VALUE) {
      rewritten = mergeTail(work, rewritten, rest, to);
    } else if (rest < to) {
      work.existing.clear();
      work.merge(merge, rest, to);
      List<ChunkRef> loose = new ArrayList<>(rewritten.loose());
      loose.addAll(chunks(work, false));
      rewritten = rewritten.withLoose(loose);
    }
    rewritten = rewritten.withNextChunk(work.next);
    if (isNewest) {
      work.newest = rewritten;
    } else if (!rewritten.equals(bucket)) {
      work.older.add(rewritten);
    }
  }

  /** The bucket, with its pages if late samples reach into their time. */
  private Bucket withPagesIfNeeded(
      PointHead head, int number, @Nullable Bucket known, long firstLateNs, long tailFirstNs) {
    if (known == null) {
      return stored.read(head.point, head.kind, number);
    }
    long firstNs = known.loose().isEmpty() ? tailFirstNs : known.loose().getFirst().firstNs();
    boolean behindPages = firstNs != Long.MAX_VALUE && firstLateNs >= firstNs;
    if (known.pages() != null || known.nextPage() == 0 || behindPages) {
      return known;
    }
    return stored.withPages(head.point, head.kind, known);
  }

  private static long tailFirstNs(PointHead head) {
    Bucket newest = head.newest();
    if (newest != null && !newest.slices().isEmpty()) {
      return newest.slices().getFirst().firstNs();
    }
    return head.activeCount() > 0 ? head.activeTimeNs(0) : Long.MAX_VALUE;
  }

  private List<ChunkRef> mergeChunk(Work work, int bucket, ChunkRef chunk, int from, int to) {
    if (from == to) {
      return List.of(chunk);
    }
    boolean behind = work.timeNs(from) > chunk.lastNs();
    boolean full = chunk.statistics().count() + (to - from) > ChunkLimits.TARGET_SAMPLES;
    boolean apart =
        (behind && full) || !rewrite.read(work.head, bucket, chunk, work.existing, existingTrace);
    if (apart) {
      work.existing.clear();
      existingTrace.clear();
    }
    work.merge(merge, from, to);
    if (!merge.isChanged()) {
      return List.of(chunk);
    }
    List<ChunkRef> result = new ArrayList<>(chunks(work, !behind));
    if (apart) {
      result.add(chunk);
      result.sort(Comparator.comparingLong(ChunkRef::firstNs));
    }
    return result;
  }

  /** What was merged last, as chunks. */
  private List<ChunkRef> chunks(Work work, boolean evenly) {
    List<ChunkRef> chunks = new ArrayList<>();
    int from = 0;
    for (int to : Split.ends(work.merged, evenly)) {
      chunks.add(chunk(work, from, to));
      from = to;
    }
    return chunks;
  }

  private ChunkRef chunk(Work work, int from, int to) {
    merge.trace(existingTrace, work.late, from, to, mergedTrace);
    ChunkRef chunk = openChunk.chunk(work.next++, work.merged, from, to, mergedTrace);
    byte[] bytes = chunk.bytes();
    work.bytes += bytes == null ? 0 : bytes.length;
    return chunk;
  }

  private Bucket mergeTail(Work work, Bucket bucket, int from, int to) {
    openChunk.read(work.head, work.existing, existingTrace);
    work.merge(merge, from, to);
    if (!merge.isChanged()) {
      return bucket;
    }
    bucket.slices().forEach(slice -> work.removals.slice(bucket.number(), slice));
    List<ChunkRef> loose = new ArrayList<>(bucket.loose());
    List<SliceRef> slices = new ArrayList<>();
    int start = 0;
    for (int end : Split.ends(work.merged, false)) {
      boolean open = end == work.merged.size() && end - start < ChunkLimits.TARGET_SAMPLES;
      if (open) {
        merge.trace(existingTrace, work.late, start, end, mergedTrace);
        slices.add(openChunk.slice(work.next++, work.merged, start, mergedTrace));
        work.bytes += slices.getLast().bytes().length;
      } else {
        loose.add(chunk(work, start, end));
      }
      start = end;
    }
    work.tail = new Samples(work.head.kind, 1);
    if (work.merged.size() > 0) {
      work.tail.add(work.merged, work.merged.size() - 1);
    }
    return bucket.withLoose(loose).withSlices(slices);
  }

  private static void takeOver(Work work) {
    PointHead head = work.head;
    head.removals().addAll(work.removals);
    head.beginChange();
    head.putOlder(work.older);
    Bucket newest = work.newest;
    if (newest != null) {
      if (work.tail != null) {
        head.clearActive();
      }
      LastFrozen.update(head, newest, work.tail);
    }
    head.endChange();
  }

  private static void releaseLate(PointHead head, LateSamples late) {
    head.beginChange();
    if (late.capacity() > ChunkLimits.TARGET_SAMPLES) {
      head.setLate(null);
    } else {
      late.clear();
    }
    head.endChange();
  }
}
