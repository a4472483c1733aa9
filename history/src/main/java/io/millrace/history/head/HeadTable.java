package io.millrace.history.head;

import io.millrace.history.chunk.ChunkDecoder;
import io.millrace.history.chunk.Samples;
import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.SideRow;
import io.millrace.model.id.PointId;
import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.ValueKind;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The heads of all points that were asked for, by handle. A head is made from the store when it is
 * first needed, by whichever thread needs it; so a start reads nothing.
 */
final class HeadTable {
  private static final int INITIAL_CAPACITY = 1024;
  private static final byte[] NO_KEY = {};
  private static final int MAX_BUCKETS_WITHOUT_PAGE = 366;

  private final PointHandles points;
  private final IntFunction<PointTraits> traits;
  private final ChunkStore store;
  private final Consumer<HistoryException> damages;
  private volatile AtomicReferenceArray<@Nullable PointHead> heads =
      new AtomicReferenceArray<>(INITIAL_CAPACITY);
  private volatile int size;

  // Working memory of whoever loads, which is one thread at a time.
  private final StoredBuckets stored;
  private final ChunkDecoder decoder = new ChunkDecoder();

  HeadTable(
      PointHandles points,
      IntFunction<PointTraits> traits,
      ChunkStore store,
      Consumer<HistoryException> damages) {
    this.points = points;
    this.traits = traits;
    this.store = store;
    this.damages = damages;
    this.stored = new StoredBuckets(store, damages);
  }

  /** The head of a point; from the store if it is not in memory yet. */
  PointHead get(int handle) {
    AtomicReferenceArray<@Nullable PointHead> current = heads;
    PointHead head = handle < current.length() ? current.getAcquire(handle) : null;
    return head != null ? head : load(handle);
  }

  PointTraits traits(int handle) {
    return traits.apply(handle);
  }

  /** How many heads are in memory. */
  int size() {
    return size;
  }

  // One at a time: a head must not exist twice. Loading is short and happens once per point.
  private synchronized PointHead load(int handle) {
    AtomicReferenceArray<@Nullable PointHead> current = heads;
    if (handle >= current.length()) {
      AtomicReferenceArray<@Nullable PointHead> grown =
          new AtomicReferenceArray<>(Math.max(handle + 1, 2 * current.length()));
      for (int i = 0; i < current.length(); i++) {
        grown.setPlain(i, current.get(i));
      }
      heads = grown;
      current = grown;
    }
    PointHead known = current.get(handle);
    if (known != null) {
      return known;
    }
    PointHead head = read(handle, points.pointOf(handle));
    current.set(handle, head);
    size++;
    return head;
  }

  private PointHead read(int handle, PointId point) {
    PointState state = readState(handle, point);
    if (state == null) {
      return new PointHead(handle, point, traits.apply(handle).kind());
    }
    PointHead head = new PointHead(handle, point, state.kind());
    if (state.newestBucket() == PointState.NO_BUCKET) {
      head.restore(state, null);
      return head;
    }
    Bucket bucket = stored.read(point, state.kind(), state.newestBucket());
    boolean repaired =
        bucket.pages() != null && bucket.pages().stream().anyMatch(Bucket.Page::changed);
    head.restore(state, repaired ? bucket : bucket.withPages(null));
    restoreLast(head, bucket);
    return head;
  }

  private @Nullable PointState readState(int handle, PointId point) {
    try {
      byte[] row = store.row(new SideRow(SideRow.Kind.POINT, point.value(), NO_KEY));
      return row == null ? null : PointState.decode(row);
    } catch (HistoryException e) {
      if (e.code() != HistoryError.HISTORY_CHUNK_DAMAGED) {
        throw e;
      }
      damages.accept(
          new HistoryException(
              HistoryError.HISTORY_CHUNK_DAMAGED,
              "Of point "
                  + point
                  + ", the row that names its newest day and its deletions: "
                  + e.getMessage()
                  + " It goes on from its latest samples that can be found;"
                  + " deletions are not known any more.",
              e));
      return guessState(traits.apply(handle).kind(), point);
    }
  }

  /** What can be known of a point without its row: its newest bucket, from its pages and chunks. */
  private @Nullable PointState guessState(ValueKind kind, PointId point) {
    int[] newest = {Integer.MIN_VALUE};
    store.pages(
        point,
        Integer.MIN_VALUE,
        Integer.MAX_VALUE,
        ChunkStore.Order.DESCENDING,
        (bucket, number, bytes) -> {
          newest[0] = bucket;
          return false;
        });
    if (newest[0] == Integer.MIN_VALUE) {
      return null;
    }
    int last = newest[0] + MAX_BUCKETS_WITHOUT_PAGE;
    for (int bucket = newest[0] + 1; bucket <= last; bucket++) {
      store.chunks(
          point,
          bucket,
          0,
          (found, number, bytes) -> {
            newest[0] = found;
            return false;
          });
    }
    return new PointState(kind, newest[0], Integer.MIN_VALUE, Integer.MIN_VALUE, Tombstones.NONE);
  }

  /** Finds the last sample of the newest bucket, from which on samples are in order. */
  private void restoreLast(PointHead head, Bucket bucket) {
    List<ChunkRef> chunks = BucketRewrite.chunks(bucket);
    if (!bucket.slices().isEmpty()) {
      Samples samples = new Samples(head.kind);
      decoder.samples(bucket.slices().getLast().bytes(), samples);
      LastFrozen.set(head, samples);
    } else if (!chunks.isEmpty()) {
      LastFrozen.set(head, chunks.getLast().statistics().last());
    } else {
      LastFrozen.forget(head);
    }
  }
}
