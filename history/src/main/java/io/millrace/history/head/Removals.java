package io.millrace.history.head;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rows that the store has and that the next checkpoint removes, by bucket. */
final class Removals {
  private final Map<Integer, List<Integer>> chunks = new TreeMap<>();
  private final Map<Integer, List<Integer>> pages = new TreeMap<>();

  /** Removes a chunk or slice from the store, if it is there. */
  void chunk(int bucket, ChunkRef chunk) {
    if (chunk.hasChunk() && chunk.isStored()) {
      row(bucket, chunk.number());
    }
  }

  /** Removes a slice from the store, if it is there. */
  void slice(int bucket, SliceRef slice) {
    if (slice.isStored()) {
      row(bucket, slice.number());
    }
  }

  private void row(int bucket, int number) {
    chunks.computeIfAbsent(bucket, b -> new ArrayList<>()).add(number);
  }

  /** Removes a page from the store. */
  void page(int bucket, int number) {
    pages.computeIfAbsent(bucket, b -> new ArrayList<>()).add(number);
  }

  /** Removes what another one removes, too. */
  void addAll(Removals other) {
    other.chunks.forEach((bucket, numbers) -> numbers.forEach(number -> row(bucket, number)));
    other.pages.forEach((bucket, numbers) -> numbers.forEach(number -> page(bucket, number)));
  }

  /** The buckets that have rows to remove. */
  Set<Integer> buckets() {
    Set<Integer> buckets = new TreeSet<>(chunks.keySet());
    buckets.addAll(pages.keySet());
    return buckets;
  }

  List<Integer> chunksOf(int bucket) {
    return chunks.getOrDefault(bucket, List.of());
  }

  List<Integer> pagesOf(int bucket) {
    return pages.getOrDefault(bucket, List.of());
  }

  void clear() {
    chunks.clear();
    pages.clear();
  }
}
