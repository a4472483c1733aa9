package io.millrace.history.head;

import io.millrace.history.chunk.StatisticsPage;
import io.millrace.history.head.Bucket.Page;
import io.millrace.history.store.Replacement;
import io.millrace.history.store.Row;
import io.millrace.history.store.SideRow;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Finds the rows of a point that the store does not have yet, and marks them as handed over. Until
 * the store has them, memory keeps all that readers need. Serves the writer's thread.
 */
final class CheckpointRows {
  private static final byte[] NO_KEY = {};

  private CheckpointRows() {}

  /** Adds what the store lacks of a point to a submission. */
  static void collect(PointHead head, Submission submission) {
    NavigableMap<Integer, Bucket> older = new TreeMap<>();
    for (Bucket bucket : head.older().values()) {
      older.put(bucket.number(), handOver(head, bucket, false, submission));
    }
    Bucket newest = head.newest();
    Bucket handedOver = newest == null ? null : handOver(head, newest, true, submission);
    for (int number : head.removals().buckets()) {
      if (!older.containsKey(number) && (newest == null || newest.number() != number)) {
        handOver(head, Bucket.empty(number), false, submission);
      }
    }
    if (head.isStateChanged()) {
      SideRow row = new SideRow(SideRow.Kind.POINT, head.point.value(), NO_KEY);
      submission.add(new Submission.Side(row, head.state().encode()));
    }
    submission.add(head);
    head.removals().clear();
    head.becomeClean();
    head.beginChange();
    head.setOlder(older);
    if (handedOver != null) {
      head.setNewest(handedOver);
    }
    head.endChange();
  }

  private static Bucket handOver(
      PointHead head, Bucket bucket, boolean isNewest, Submission submission) {
    List<Row> chunks = new ArrayList<>();
    for (ChunkRef chunk : BucketRewrite.chunks(bucket)) {
      byte[] bytes = chunk.bytes();
      if (!chunk.isStored() && bytes != null) {
        chunks.add(new Row(chunk.number(), bytes));
        chunk.markStored();
        submission.add(chunk);
      }
    }
    for (SliceRef slice : bucket.slices()) {
      if (!slice.isStored()) {
        chunks.add(new Row(slice.number(), slice.bytes()));
        slice.markStored();
      }
    }
    List<Page> newPages = newPages(bucket, isNewest);
    List<Row> pages = new ArrayList<>();
    List<Integer> removedPages = new ArrayList<>(head.removals().pagesOf(bucket.number()));
    List<Page> oldPages = bucket.pages() == null ? List.of() : bucket.pages();
    int through = through(bucket);
    for (Page page : oldPages) {
      if (page.changed() && page.chunks().isEmpty()) {
        removedPages.add(page.number());
      } else if (page.changed()) {
        pages.add(new Row(page.number(), encode(head, through, page)));
      }
    }
    for (Page page : newPages) {
      pages.add(new Row(page.number(), encode(head, through, page)));
    }
    List<Integer> removedChunks = head.removals().chunksOf(bucket.number());
    if (!chunks.isEmpty()
        || !removedChunks.isEmpty()
        || !pages.isEmpty()
        || !removedPages.isEmpty()) {
      submission.add(
          new Replacement(
              head.point,
              bucket.number(),
              submission.version(),
              chunks,
              removedChunks,
              pages,
              removedPages));
    }
    return untilConfirmed(bucket, newPages);
  }

  /**
   * Puts loose chunks into pages: in an earlier bucket all of them, in the newest only so many as
   * fill pages.
   */
  private static List<Page> newPages(Bucket bucket, boolean isNewest) {
    List<ChunkRef> unpaged = bucket.loose().stream().filter(chunk -> !chunk.isPaged()).toList();
    int size = StatisticsPage.TARGET_ENTRIES;
    int end = isNewest ? unpaged.size() / size * size : unpaged.size();
    List<Page> pages = new ArrayList<>();
    for (int from = 0; from < end; from += size) {
      List<ChunkRef> chunks = unpaged.subList(from, Math.min(from + size, end));
      chunks.forEach(ChunkRef::markPaged);
      pages.add(new Page(bucket.nextPage() + pages.size(), chunks, true));
    }
    return pages;
  }

  /** Up to which number all chunks are in pages. */
  private static int through(Bucket bucket) {
    int least = bucket.nextChunk();
    for (ChunkRef chunk : bucket.loose()) {
      least = chunk.isPaged() ? least : Math.min(least, chunk.number());
    }
    for (SliceRef slice : bucket.slices()) {
      least = Math.min(least, slice.number());
    }
    return least - 1;
  }

  private static byte[] encode(PointHead head, int through, Page page) {
    List<StatisticsPage.Entry> entries = new ArrayList<>(page.chunks().size());
    for (ChunkRef chunk : page.chunks()) {
      entries.add(new StatisticsPage.Entry(chunk.number(), chunk.statistics()));
    }
    return new StatisticsPage(head.kind, through, entries).encode();
  }

  /**
   * The bucket as readers must see it until the store has committed. If its pages are those in the
   * store, the chunks of new pages stay loose; if its pages are in memory, they go there.
   */
  private static Bucket untilConfirmed(Bucket bucket, List<Page> newPages) {
    Bucket next = bucket.withNextPage(bucket.nextPage() + newPages.size());
    List<Page> oldPages = bucket.pages();
    if (oldPages == null) {
      return next;
    }
    List<Page> all = new ArrayList<>();
    for (Page page : oldPages) {
      if (!page.chunks().isEmpty()) {
        all.add(new Page(page.number(), page.chunks(), false));
      }
    }
    for (Page page : newPages) {
      all.add(new Page(page.number(), page.chunks(), false));
    }
    return next.withPages(all).withLoose(withoutPaged(bucket.loose()));
  }

  private static List<ChunkRef> withoutPaged(List<ChunkRef> loose) {
    return loose.stream().filter(chunk -> !chunk.isPaged()).toList();
  }

  /**
   * Forgets what the store has now; nothing but appending has happened since it was handed over.
   */
  static void confirm(PointHead head) {
    NavigableMap<Integer, Bucket> older = new TreeMap<>();
    for (Bucket bucket : head.older().values()) {
      Bucket rest = bucket.withPages(null).withLoose(withoutPaged(bucket.loose()));
      if (!rest.loose().isEmpty()) {
        older.put(rest.number(), rest);
      }
    }
    Bucket newest = head.newest();
    head.beginChange();
    head.setOlder(older);
    if (newest != null) {
      head.setNewest(newest.withPages(null).withLoose(withoutPaged(newest.loose())));
    }
    head.endChange();
  }
}
