package io.millrace.history.head;

import io.millrace.history.chunk.ChunkDecoder;
import io.millrace.history.chunk.JournalTrace;
import io.millrace.history.chunk.Samples;
import io.millrace.history.chunk.StatisticsPage;
import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.head.Bucket.Page;
import io.millrace.history.store.ChunkStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the chunks of one bucket in order of time and puts others in the place of some.
 * Works on copies: nothing changes until the caller takes the result over.
 */
final class BucketRewrite {
  /** Says what a chunk becomes. */
  @FunctionalInterface
  interface Rewriter {
    /**
     * What takes the chunk's place: nothing, itself, or others.
     *
     * @param next the chunk after it; null after the last
     */
    List<ChunkRef> rewrite(ChunkRef chunk, @Nullable ChunkRef next);
  }

  private final ChunkStore store;
  private final ChunkDecoder decoder;

  BucketRewrite(ChunkStore store, ChunkDecoder decoder) {
    this.store = store;
    this.decoder = decoder;
  }

  /** The bucket with each chunk rewritten; rows to remove are noted in {@code removals}. */
  Bucket rewrite(Bucket bucket, Removals removals, Rewriter rewriter) {
    List<ChunkRef> all = chunks(bucket);
    int[] at = {0};
    List<Page> pages = bucket.pages() == null ? null : new ArrayList<>();
    if (pages != null && bucket.pages() != null) {
      for (Page page : bucket.pages()) {
        List<ChunkRef> chunks =
            rewrite(page.chunks(), all, at, bucket.number(), removals, rewriter);
        boolean changed = page.changed() || !chunks.equals(page.chunks());
        if (chunks.isEmpty()) {
          removals.page(bucket.number(), page.number());
        } else {
          pages.add(new Page(page.number(), chunks, changed));
        }
      }
    }
    List<ChunkRef> loose = rewrite(bucket.loose(), all, at, bucket.number(), removals, rewriter);
    return split(bucket.withPages(pages).withLoose(loose), removals);
  }

  private static List<ChunkRef> rewrite(
      List<ChunkRef> chunks,
      List<ChunkRef> all,
      int[] at,
      int bucket,
      Removals removals,
      Rewriter rewriter) {
    List<ChunkRef> result = new ArrayList<>();
    for (ChunkRef chunk : chunks) {
      at[0]++;
      List<ChunkRef> instead = rewriter.rewrite(chunk, at[0] < all.size() ? all.get(at[0]) : null);
      if (!instead.contains(chunk)) {
        removals.chunk(bucket, chunk);
      }
      result.addAll(instead);
    }
    return result;
  }

  /** All chunks of a bucket whose pages are loaded, in order of time. */
  static List<ChunkRef> chunks(Bucket bucket) {
    List<ChunkRef> all = new ArrayList<>();
    if (bucket.pages() != null) {
      bucket.pages().forEach(page -> all.addAll(page.chunks()));
    }
    all.addAll(bucket.loose());
    return all;
  }

  /** Makes new pages for the whole bucket if one has become too long. */
  private static Bucket split(Bucket bucket, Removals removals) {
    List<Page> pages = bucket.pages();
    if (pages == null
        || pages.stream().noneMatch(page -> page.chunks().size() > StatisticsPage.MAX_ENTRIES)) {
      return bucket;
    }
    List<ChunkRef> all = new ArrayList<>();
    for (Page page : pages) {
      all.addAll(page.chunks());
      removals.page(bucket.number(), page.number());
    }
    List<Page> fresh = new ArrayList<>();
    int number = bucket.nextPage();
    for (int from = 0; from < all.size(); from += StatisticsPage.TARGET_ENTRIES) {
      int to = Math.min(from + StatisticsPage.TARGET_ENTRIES, all.size());
      fresh.add(new Page(number++, all.subList(from, to), true));
    }
    return bucket.withPages(fresh).withNextPage(number);
  }

  /**
   * Reads a chunk's samples, and whence they came.
   *
   * @return whether it could be read; a damaged one stays as it is
   */
  boolean read(PointHead head, int bucket, ChunkRef chunk, Samples samples, JournalTrace trace) {
    if (!chunk.hasChunk()) {
      return false;
    }
    byte[] bytes = chunk.bytes();
    if (bytes == null) {
      bytes = store.chunk(head.point, bucket, chunk.number());
    }
    if (bytes == null) {
      return false;
    }
    try {
      decoder.samples(bytes, samples);
      decoder.trace(bytes, head.kind, trace);
      return true;
    } catch (HistoryException e) {
      if (e.code() == HistoryError.HISTORY_CHUNK_DAMAGED) {
        return false;
      }
      throw e;
    }
  }
}
