package io.millrace.history.query;

import io.millrace.history.chunk.ChunkLimits;
import io.millrace.history.error.HistoryException;
import io.millrace.history.head.Bucket;
import io.millrace.history.head.ChunkRef;
import io.millrace.history.head.HeadView;
import io.millrace.history.head.StoredBuckets;
import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.ChunkStore.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One way through the buckets of a point, in one direction. */
final class TimelineWalk {
  private final ChunkStore store;
  private final HeadView view;
  private final OpenSamples open;
  private final SegmentSamples reader;
  private final long fromNs;
  private final long toNs;
  private final boolean ascending;
  private final Timeline.Visitor visitor;
  private boolean goesOn = true;
  // How far it has come: the end of the last chunk that was seen, in the direction of the walk.
  private long reachedNs;
  private @Nullable Integer recovered;

  TimelineWalk(
      ChunkStore store,
      HeadView view,
      OpenSamples open,
      SegmentSamples reader,
      long fromNs,
      long toNs,
      Order order,
      Timeline.Visitor visitor) {
    this.store = store;
    this.view = view;
    this.open = open;
    this.reader = reader;
    this.fromNs = fromNs;
    this.toNs = toNs;
    this.ascending = order == Order.ASCENDING;
    this.visitor = visitor;
    this.reachedNs = ascending ? Long.MIN_VALUE : Long.MAX_VALUE;
  }

  /** Visits the buckets between two inclusive numbers; whether the visitor wanted all of them. */
  boolean through(int first, int last) {
    NavigableMap<Integer, Bucket> inMemory = new TreeMap<>(view.older());
    Bucket newest = view.newest();
    if (newest != null) {
      inMemory.put(newest.number(), newest);
    }
    List<Bucket> known = new ArrayList<>(inMemory.subMap(first, true, last, true).values());
    // What memory does not know otherwise lies between these.
    int from = first;
    int to = last;
    for (Bucket bucket : inOrder(known)) {
      if (ascending) {
        stored(from, bucket.number() - 1, Long.MAX_VALUE);
        from = bucket.number() + 1;
      } else {
        stored(bucket.number() + 1, to, Long.MAX_VALUE);
        to = bucket.number() - 1;
      }
      known(bucket);
    }
    stored(from, to, Long.MAX_VALUE);
    return goesOn;
  }

  /** A bucket of which something is in memory. */
  private void known(Bucket bucket) {
    if (!ascending) {
      openChunk(bucket);
      chunks(bucket.number(), bucket.loose());
    }
    List<Bucket.Page> pages = bucket.pages();
    if (pages != null) {
      for (Bucket.Page page : inOrder(pages)) {
        chunks(bucket.number(), page.chunks());
      }
    } else {
      List<ChunkRef> loose = bucket.loose();
      stored(
          bucket.number(),
          bucket.number(),
          loose.isEmpty() ? Long.MAX_VALUE : loose.getFirst().firstNs());
    }
    if (ascending) {
      chunks(bucket.number(), bucket.loose());
      openChunk(bucket);
    }
  }

  /**
   * Buckets as the store has them.
   *
   * @param beforeNs chunks that begin then or later are passed over, because memory has them: the
   *     store may have put them into a page by now
   */
  private void stored(int first, int last, long beforeNs) {
    if (!goesOn || first > last) {
      return;
    }
    store.pages(
        view.point(),
        first,
        last,
        ascending ? Order.ASCENDING : Order.DESCENDING,
        (bucket, number, bytes) -> {
          List<ChunkRef> chunks = page(bucket, bytes);
          if (beforeNs != Long.MAX_VALUE) {
            chunks.removeIf(chunk -> chunk.firstNs() >= beforeNs);
          }
          chunks(bucket, chunks);
          return goesOn;
        });
  }

  /** The chunks of a page; if it is damaged, those of the bucket that were not seen yet. */
  private List<ChunkRef> page(int bucket, byte[] bytes) {
    if (recovered != null && recovered == bucket) {
      return new ArrayList<>();
    }
    try {
      return StoredBuckets.chunks(StoredBuckets.decode(view.kind(), bytes));
    } catch (HistoryException e) {
      reader.note(e, ChunkLimits.bucketStartNs(bucket), ChunkLimits.bucketLastNs(bucket));
      recovered = bucket;
      return unseen(bucket);
    }
  }

  private List<ChunkRef> unseen(int bucket) {
    List<ChunkRef> chunks = new ArrayList<>();
    Bucket whole = new StoredBuckets(store, known -> {}).read(view.point(), view.kind(), bucket);
    if (whole.pages() != null) {
      whole.pages().forEach(page -> chunks.addAll(page.chunks()));
    }
    chunks.addAll(whole.loose());
    chunks.removeIf(
        chunk -> ascending ? chunk.firstNs() <= reachedNs : chunk.lastNs() >= reachedNs);
    return chunks;
  }

  private void openChunk(Bucket bucket) {
    Bucket newest = view.newest();
    if (newest != null && bucket.number() == newest.number() && open.samples().size() > 0) {
      emit(Segment.of(reader, bucket.number(), open.samples(), open::trace));
    }
  }

  private void chunks(int bucket, List<ChunkRef> chunks) {
    for (ChunkRef chunk : inOrder(chunks)) {
      emit(Segment.of(reader, bucket, chunk));
    }
  }

  private void emit(Segment segment) {
    if (!goesOn) {
      return;
    }
    reachedNs = ascending ? segment.lastNs() : segment.firstNs();
    if (segment.firstNs() <= toNs && segment.lastNs() >= fromNs) {
      goesOn = visitor.visit(segment);
    }
  }

  private <T> List<T> inOrder(List<T> inAscendingOrder) {
    return ascending ? inAscendingOrder : inAscendingOrder.reversed();
  }
}
