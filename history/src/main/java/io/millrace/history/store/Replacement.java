package io.millrace.history.store;

import io.millrace.model.id.PointId;
import java.util.List;

/**
 * What becomes of the rows of one bucket of one point. Numbers of removed rows may be put again by
 * a later replacement.
 *
 * @param version the version of the commit with which it takes effect
 * @param chunks chunks to put, in the place of those with the same number
 * @param removedChunks numbers of chunks to remove
 * @param pages pages of statistics to put, in the place of those with the same number
 * @param removedPages numbers of pages to remove
 */
public record Replacement(
    PointId point,
    int bucket,
    long version,
    List<Row> chunks,
    List<Integer> removedChunks,
    List<Row> pages,
    List<Integer> removedPages) {
  public Replacement {
    chunks = List.copyOf(chunks);
    removedChunks = List.copyOf(removedChunks);
    pages = List.copyOf(pages);
    removedPages = List.copyOf(removedPages);
  }
}
