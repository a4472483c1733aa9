package io.millrace.history.head;

import io.millrace.history.chunk.JournalTrace;
import io.millrace.history.chunk.Samples;
import io.millrace.history.chunk.StatisticsFold;
import io.millrace.history.head.Bucket.Page;
import io.millrace.model.time.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets old buckets of a point fall: first their samples, of which statistics by the hour stay,
 * later those too. Serves the writer's thread, a few buckets at a time.
 */
final class RetentionPass {
  /**
   * No more buckets than this are worked on at once, so that the writer is not held up for long.
   */
  private static final int MAX_BUCKETS = 8;

  private final StoredBuckets stored;
  private final BucketNumbers bucketNumbers;
  private final BucketRewrite rewrite;
  private final JournalTrace trace = new JournalTrace();

  RetentionPass(StoredBuckets stored, BucketNumbers bucketNumbers, BucketRewrite rewrite) {
    this.stored = stored;
    this.bucketNumbers = bucketNumbers;
    this.rewrite = rewrite;
  }

  /**
   * Lets buckets fall; late samples must have been merged and the open chunk of a bucket that falls
   * must have been sealed before.
   *
   * @param chunksFrom buckets before this keep statistics only
   * @param statisticsFrom buckets before this keep nothing; not after {@code chunksFrom}
   * @return whether it has to be called again because there is more to do
   */
  boolean retain(PointHead head, int chunksFrom, int statisticsFrom) {
    Bucket newest = head.newest();
    if (newest == null) {
      head.beginChange();
      head.setRetention(chunksFrom, statisticsFrom);
      head.endChange();
      return false;
    }
    NavigableMap<Integer, Bucket> older = new TreeMap<>(head.older());
    Removals removals = new Removals();
    int before = newest.number() - 1;
    SortedSet<Integer> falling =
        some(head, head.statisticsFromBucket(), Math.min(statisticsFrom - 1, before));
    for (int number : falling) {
      older.put(number, empty(read(head, older.get(number), number), removals));
    }
    SortedSet<Integer> shrinking =
        some(
            head,
            Math.max(head.chunksFromBucket(), statisticsFrom),
            Math.min(chunksFrom - 1, before));
    for (int number : shrinking) {
      older.put(number, rollUp(head, read(head, older.get(number), number), removals));
    }
    boolean more = falling.size() == MAX_BUCKETS || shrinking.size() == MAX_BUCKETS;
    Bucket kept = null;
    if (!more && newest.number() < chunksFrom) {
      Bucket whole = read(head, newest, newest.number());
      kept =
          newest.number() < statisticsFrom
              ? empty(whole, removals)
              : paged(rollUp(head, whole, removals));
    }
    int statisticsReached = reached(falling, statisticsFrom, head.statisticsFromBucket());
    int chunksReached = reached(shrinking, chunksFrom, head.chunksFromBucket());
    head.removals().addAll(removals);
    head.beginChange();
    head.setOlder(older);
    head.setRetention(Math.max(chunksReached, statisticsReached), statisticsReached);
    if (kept != null) {
      LastFrozen.update(head, kept, null);
    }
    head.endChange();
    return more;
  }

  private SortedSet<Integer> some(PointHead head, int first, int last) {
    return bucketNumbers.atMost(head, first, last, MAX_BUCKETS);
  }

  /** Before which bucket everything is done now. */
  private static int reached(SortedSet<Integer> done, int wanted, int before) {
    int reached = done.size() == MAX_BUCKETS ? done.last() + 1 : wanted;
    return Math.max(before, reached);
  }

  private Bucket read(PointHead head, @Nullable Bucket known, int number) {
    if (known == null) {
      return stored.read(head.point, head.kind, number);
    }
    return known.pages() == null ? stored.withPages(head.point, head.kind, known) : known;
  }

  private Bucket empty(Bucket bucket, Removals removals) {
    return rewrite.rewrite(bucket, removals, (chunk, next) -> List.of());
  }

  private Bucket rollUp(PointHead head, Bucket bucket, Removals removals) {
    Samples samples = new Samples(head.kind);
    return rewrite.rewrite(
        bucket,
        removals,
        (chunk, next) -> {
          if (!chunk.hasChunk()) {
            return List.of(chunk);
          }
          if (!rewrite.read(head, bucket.number(), chunk, samples, trace)) {
            return List.of(ChunkRef.withoutChunk(chunk.statistics()));
          }
          return hours(samples);
        });
  }

  /** Statistics that have no chunk are kept by their page alone, so they may not stay loose. */
  private static Bucket paged(Bucket bucket) {
    if (bucket.loose().isEmpty()) {
      return bucket;
    }
    List<Page> pages = new ArrayList<>(bucket.pages() == null ? List.of() : bucket.pages());
    pages.add(new Page(bucket.nextPage(), bucket.loose(), true));
    return bucket.withPages(pages).withLoose(List.of()).withNextPage(bucket.nextPage() + 1);
  }

  private static List<ChunkRef> hours(Samples samples) {
    List<ChunkRef> hours = new ArrayList<>();
    int from = 0;
    for (int to = 1; to <= samples.size(); to++) {
      if (to == samples.size() || hourOf(samples, to) != hourOf(samples, from)) {
        hours.add(ChunkRef.withoutChunk(StatisticsFold.of(samples, from, to)));
        from = to;
      }
    }
    return hours;
  }

  private static long hourOf(Samples samples, int i) {
    return Math.floorDiv(samples.timeNs(i), Times.HOUR);
  }
}
