package io.millrace.history.head;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is in memory of one bucket of a point. Immutable.
 *
 * @param number the bucket
 * @param pages its chunks up to those in {@code loose}; null if they are just what the store has in
 *     its pages
 * @param loose sealed chunks that are in no page yet; later than all in pages. Where a page of the
 *     store reaches into their time it holds the same chunks, and they go first
 * @param slices what the open chunk consists of, later than all chunks; only in the newest bucket
 * @param nextChunk a number that no chunk or slice has
 * @param nextPage a number that no page has
 */
public record Bucket(
    int number,
    @Nullable List<Page> pages,
    List<ChunkRef> loose,
    List<SliceRef> slices,
    int nextChunk,
    int nextPage) {
  public Bucket {
    pages = pages == null ? null : List.copyOf(pages);
    loose = List.copyOf(loose);
    slices = List.copyOf(slices);
  }

  /**
   * Chunks whose statistics share a row.
   *
   * @param number the number of the row
   * @param changed whether the store has it otherwise
   */
  public record Page(int number, List<ChunkRef> chunks, boolean changed) {
    public Page {
      chunks = List.copyOf(chunks);
    }
  }

  /** A bucket in which nothing is. */
  static Bucket empty(int number) {
    return new Bucket(number, null, List.of(), List.of(), 0, 0);
  }

  Bucket withPages(@Nullable List<Page> newPages) {
    return new Bucket(number, newPages, loose, slices, nextChunk, nextPage);
  }

  Bucket withLoose(List<ChunkRef> newLoose) {
    return new Bucket(number, pages, newLoose, slices, nextChunk, nextPage);
  }

  Bucket withSlices(List<SliceRef> newSlices) {
    return new Bucket(number, pages, loose, newSlices, nextChunk, nextPage);
  }

  Bucket withNextChunk(int newNextChunk) {
    return new Bucket(number, pages, loose, slices, newNextChunk, nextPage);
  }

  Bucket withNextPage(int newNextPage) {
    return new Bucket(number, pages, loose, slices, nextChunk, newNextPage);
  }

  /** This bucket with one more slice, which takes the next number. */
  Bucket plus(SliceRef slice) {
    List<SliceRef> more = new ArrayList<>(slices);
    more.add(slice);
    return new Bucket(number, pages, loose, more, nextChunk + 1, nextPage);
  }

  /** This bucket with one more loose chunk, which takes the next number, instead of the slices. */
  Bucket sealed(ChunkRef chunk) {
    List<ChunkRef> more = new ArrayList<>(loose);
    more.add(chunk);
    return new Bucket(number, pages, more, List.of(), nextChunk + 1, nextPage);
  }

  /** Samples in slices. */
  int sliceSamples() {
    int count = 0;
    for (SliceRef slice : slices) {
      count += slice.count();
    }
    return count;
  }

  /** Bytes of slices. */
  int sliceBytes() {
    int count = 0;
    for (SliceRef slice : slices) {
      count += slice.bytes().length;
    }
    return count;
  }
}
