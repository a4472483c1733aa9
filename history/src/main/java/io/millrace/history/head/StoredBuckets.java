package io.millrace.history.head;

import io.millrace.history.chunk.ChunkDecoder;
import io.millrace.history.chunk.ChunkStatistics;
import io.millrace.history.chunk.Samples;
import io.millrace.history.chunk.StatisticsPage;
import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.head.Bucket.Page;
import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.ChunkStore.Order;
import io.millrace.model.id.PointId;
import io.millrace.model.sample.ValueKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads what the store has of a bucket. Where a page of statistics is damaged, the chunks
 * themselves tell what was in it. Serves one thread.
 */
public final class StoredBuckets {
  private final ChunkStore store;
  private final ChunkDecoder decoder = new ChunkDecoder();
  private final Consumer<HistoryException> damages;

  /**
   * A reader of the store.
   *
   * @param damages learns of each damaged row that was passed over
   */
  public StoredBuckets(ChunkStore store, Consumer<HistoryException> damages) {
    this.store = store;
    this.damages = damages;
  }

  /** A bucket with all its pages, and with its open end if it has one. */
  public Bucket read(PointId point, ValueKind kind, int bucket) {
    List<Page> pages = new ArrayList<>();
    List<Integer> damagedPages = new ArrayList<>();
    int[] through = {-1};
    store.pages(
        point,
        bucket,
        bucket,
        Order.ASCENDING,
        (b, number, bytes) -> {
          try {
            StatisticsPage page = decode(kind, bytes);
            pages.add(new Page(number, chunks(page), false));
            through[0] = Math.max(through[0], page.through());
          } catch (HistoryException e) {
            report(e, point, bucket, "page " + number);
            damagedPages.add(number);
          }
          return true;
        });
    OpenEnd end = openEnd(point, kind, bucket, pages, damagedPages.isEmpty() ? through[0] + 1 : 0);
    int nextPage = pages.isEmpty() ? 0 : pages.getLast().number() + 1;
    for (int number : damagedPages) {
      nextPage = Math.max(nextPage, number + 1);
    }
    if (damagedPages.isEmpty()) {
      return new Bucket(bucket, pages, end.loose, end.slices, end.nextChunk, nextPage);
    }
    return rebuilt(bucket, pages, damagedPages, end, nextPage);
  }

  /** A bucket that is partly in memory, with the pages that the store has of it. */
  Bucket withPages(PointId point, ValueKind kind, Bucket bucket) {
    Set<Integer> inMemory = new HashSet<>();
    bucket.loose().forEach(chunk -> inMemory.add(chunk.number()));
    List<Page> pages = new ArrayList<>();
    Bucket whole = read(point, kind, bucket.number());
    for (Page page : whole.pages() == null ? List.<Page>of() : whole.pages()) {
      List<ChunkRef> others = new ArrayList<>(page.chunks());
      others.removeIf(chunk -> chunk.hasChunk() && inMemory.contains(chunk.number()));
      pages.add(new Page(page.number(), others, page.changed()));
    }
    return bucket.withPages(pages).withNextPage(Math.max(bucket.nextPage(), whole.nextPage()));
  }

  /** One page of the chunks that were found, in the place of the damaged ones. */
  private static Bucket rebuilt(
      int bucket, List<Page> readable, List<Integer> damaged, OpenEnd end, int nextPage) {
    List<ChunkRef> all = new ArrayList<>(end.loose);
    List<Page> pages = new ArrayList<>();
    for (int number : damaged) {
      pages.add(new Page(number, List.of(), true));
    }
    for (Page page : readable) {
      all.addAll(page.chunks());
      pages.add(new Page(page.number(), List.of(), true));
    }
    all.sort(Comparator.comparingLong(ChunkRef::firstNs));
    pages.add(new Page(nextPage, all, true));
    return new Bucket(bucket, pages, List.of(), end.slices, end.nextChunk, nextPage + 1);
  }

  private record OpenEnd(List<ChunkRef> loose, List<SliceRef> slices, int nextChunk) {}

  private OpenEnd openEnd(
      PointId point, ValueKind kind, int bucket, List<Page> pages, int fromNumber) {
    Set<Integer> paged = new HashSet<>();
    int nextChunk = fromNumber;
    for (Page page : pages) {
      for (ChunkRef chunk : page.chunks()) {
        paged.add(chunk.number());
        nextChunk = Math.max(nextChunk, chunk.number() + 1);
      }
    }
    List<ChunkRef> loose = new ArrayList<>();
    List<SliceRef> slices = new ArrayList<>();
    int[] next = {nextChunk};
    store.chunks(
        point,
        bucket,
        fromNumber,
        (b, number, bytes) -> {
          next[0] = Math.max(next[0], number + 1);
          if (!paged.contains(number)) {
            try {
              add(kind, number, bytes, loose, slices);
            } catch (HistoryException e) {
              report(e, point, bucket, "chunk " + number);
            }
          }
          return true;
        });
    loose.sort(Comparator.comparingLong(ChunkRef::firstNs));
    slices.sort(Comparator.comparingLong(SliceRef::firstNs));
    return new OpenEnd(loose, slices, next[0]);
  }

  private void add(
      ValueKind kind, int number, byte[] bytes, List<ChunkRef> loose, List<SliceRef> slices) {
    ChunkStatistics statistics = decoder.statistics(bytes, kind);
    if (statistics != null) {
      loose.add(ChunkRef.stored(number, statistics));
    } else {
      Samples samples = new Samples(kind);
      decoder.samples(bytes, samples);
      int count = samples.size();
      slices.add(
          new SliceRef(number, bytes, count, samples.timeNs(0), samples.timeNs(count - 1), true));
    }
  }

  /** The page in these bytes; it has the point's kind. */
  public static StatisticsPage decode(ValueKind kind, byte[] bytes) {
    StatisticsPage page = StatisticsPage.decode(bytes);
    if (page.kind() != kind) {
      throw new HistoryException(
          HistoryError.HISTORY_CHUNK_DAMAGED,
          "A page of statistics is about " + page.kind() + ", its point has " + kind + ".");
    }
    return page;
  }

  /** The chunks of a page that the store has. */
  public static List<ChunkRef> chunks(StatisticsPage page) {
    List<ChunkRef> chunks = new ArrayList<>(page.entries().size());
    for (StatisticsPage.Entry entry : page.entries()) {
      chunks.add(ChunkRef.stored(entry.number(), entry.statistics()));
    }
    return chunks;
  }

  private void report(HistoryException e, PointId point, int bucket, String row) {
    if (e.code() != HistoryError.HISTORY_CHUNK_DAMAGED) {
      throw e;
    }
    damages.accept(
        new HistoryException(
            HistoryError.HISTORY_CHUNK_DAMAGED,
            "Of point "
                + point
                + ", day "
                + bucket
                + " of the epoch, "
                + row
                + ": "
                + e.getMessage(),
            e));
  }
}
