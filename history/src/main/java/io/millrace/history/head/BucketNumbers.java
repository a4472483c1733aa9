package io.millrace.history.head;

import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.ChunkStore.Order;
import java.util.SortedSet;
import java.util.TreeSet;

/** Finds which buckets a point has. */
final class BucketNumbers {
  private final ChunkStore store;

  BucketNumbers(ChunkStore store) {
    this.store = store;
  }

  /** The buckets before the newest one, between two inclusive numbers. */
  SortedSet<Integer> between(PointHead head, int first, int last) {
    return atMost(head, first, last, Integer.MAX_VALUE);
  }

  /** As {@link #between}, the first {@code limit} of them. */
  SortedSet<Integer> atMost(PointHead head, int first, int last, int limit) {
    SortedSet<Integer> numbers = new TreeSet<>();
    if (first > last) {
      return numbers;
    }
    store.pages(
        head.point,
        first,
        last,
        Order.ASCENDING,
        (bucket, number, bytes) -> {
          numbers.add(bucket);
          return numbers.size() <= limit;
        });
    numbers.addAll(head.older().subMap(first, true, last, true).keySet());
    while (numbers.size() > limit) {
      numbers.removeLast();
    }
    return numbers;
  }
}
