package io.millrace.pipeline.history;

import io.millrace.history.Deletion;
import io.millrace.history.History;
import io.millrace.history.source.SourceCounts;
import io.millrace.history.source.SourceSpans;
import io.millrace.journal.Block;
import io.millrace.journal.Loss;
import io.millrace.journal.reader.Feed;
import io.millrace.journal.reader.Fold;
import io.millrace.journal.reader.ReaderStore;
import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import io.millrace.model.context.ContextChange.SamplesDeleted;
import io.millrace.model.id.SourceId;
import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.account.SampleFates;
import io.millrace.pipeline.decode.BlobSink;
import io.millrace.pipeline.decode.DecodedItem;
import io.millrace.pipeline.decode.DecodedPart;
import io.millrace.pipeline.redecode.SampleDifference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The history reader: its fold and its store. The fold is the one writer of history; its runtime
 * commits after each batch, since a commit costs nothing here.
 */
public final class HistoryWriting {
  private static final byte GIVEN = 'n';
  private static final int KEY_BYTES = 17;

  private final History history;
  private final PointHandles handles;
  private final HistoryStore store;
  private final Retention retention;
  private final NanoClock clock;
  private final Map<SourceId, SampleFates> fates = new ConcurrentHashMap<>();
  private final Map<Integer, Long> writtenTo = new HashMap<>();
  private final AtomicLong samples = new AtomicLong();
  private final AtomicLong writeNs = new AtomicLong();
  private final AtomicLong removed = new AtomicLong();
  private final AtomicLong deleted = new AtomicLong();
  private Given given = new Given();

  /** Samples handed over per source: the reader's state. */
  private static final class Given {
    final Map<SourceId, Long> counts = new HashMap<>();
    final Set<SourceId> changed = new HashSet<>();

    void add(SourceId source, long more) {
      counts.merge(source, more, Long::sum);
      changed.add(source);
    }
  }

  /**
   * The reader of a history, which nobody else writes.
   *
   * @param blobs holds what samples of records name
   * @param traits of points, by handle
   * @param keep how long samples are kept
   */
  public HistoryWriting(
      History history,
      BlobSink blobs,
      PointHandles handles,
      IntFunction<PointTraits> traits,
      RetentionSettings keep,
      NanoClock clock) {
    this.history = history;
    this.handles = handles;
    this.retention = new Retention(history, handles, traits, keep, clock);
    this.clock = clock;
    this.store = new HistoryStore(history, blobs, this::noteFates);
  }

  /** Where the reader's state is: in history's checkpoints. */
  public ReaderStore store() {
    return store;
  }

  /** The reader's feed, with retention between batches. */
  public Feed<DecodedItem> feed(Feed<DecodedItem> inner) {
    return from -> new RetentionFeed(inner.open(from), retention, store, clock);
  }

  /** What the reader does, for all lanes. */
  public Fold<?, DecodedItem> fold() {
    return new HistoryFold();
  }

  private final class HistoryFold implements Fold<Given, DecodedItem> {
    @Override
    public Given restore(StateReader stored) {
      Given restored = new Given();
      stored.scan(
          new byte[] {GIVEN},
          (key, value) -> {
            ByteBuffer in = ByteBuffer.wrap(key, 1, KEY_BYTES - 1);
            SourceId source = new SourceId(new UUID(in.getLong(), in.getLong()));
            restored.counts.put(source, ByteBuffer.wrap(value).getLong());
          });
      given = restored;
      return restored;
    }

    @Override
    public Given apply(Given state, DecodedItem item) {
      long begun = System.nanoTime();
      switch (item) {
        case DecodedItem.Messages messages -> messages.parts().forEach(p -> write(state, p));
        case DecodedItem.Redecoded again -> redecode(state, again);
        case DecodedItem.Context context -> context.changes().forEach(HistoryWriting.this::delete);
      }
      writeNs.addAndGet(System.nanoTime() - begun);
      return state;
    }

    @Override
    public Given lost(Given state, Loss loss) {
      return state; // the runtime keeps and shows it
    }

    @Override
    public void save(Given state, StateWriter writes) {
      for (SourceId source : state.changed) {
        writes.put(
            key(source),
            ByteBuffer.allocate(Long.BYTES).putLong(state.counts.getOrDefault(source, 0L)).array());
      }
      state.changed.clear();
    }
  }

  /**
   * Writes a part. When a batch failed in the middle and is folded again, history has its first
   * parts already: they are passed over, so that nothing is counted as a duplicate that is none.
   */
  private void write(Given state, DecodedPart part) {
    Block block = part.block();
    long done = writtenTo.getOrDefault(block.partition(), 0L);
    int from = part.fromRecord();
    while (from < part.toRecord() && block.offset(from) < done) {
      from++;
    }
    if (from == part.toRecord()) {
      return;
    }
    SampleBatch batch = part.samples();
    int firstSample = part.sampleStart(from);
    if (firstSample > 0) {
      batch = rest(batch, firstSample);
    }
    SourceSpans spans = new SourceSpans();
    int[] sourceOfOrigin = new int[block.origins().size()];
    Arrays.fill(sourceOfOrigin, -1);
    for (int record = from; record < part.toRecord(); record++) {
      int origin = block.originIndex(record);
      if (sourceOfOrigin[origin] < 0) {
        sourceOfOrigin[origin] = history.sourceHandle(block.origins().get(origin).source());
      }
      if (part.sampleEnd(record) > part.sampleStart(record)) {
        spans.add(sourceOfOrigin[origin], part.sampleEnd(record) - firstSample);
      }
    }
    if (batch.size() > 0) {
      history.write(batch, spans, block.partition(), block.configurationVersion());
      samples.addAndGet(batch.size());
    }
    writtenTo.put(block.partition(), block.offset(part.toRecord() - 1) + 1);
    int last = from;
    for (int record = from + 1; record <= part.toRecord(); record++) {
      boolean ends =
          record == part.toRecord() || block.originIndex(record) != block.originIndex(last);
      if (ends) {
        int count = part.sampleEnd(record - 1) - part.sampleStart(last);
        if (count > 0) {
          state.add(block.origins().get(block.originIndex(last)).source(), count);
        }
        last = record;
      }
    }
  }

  private static SampleBatch rest(SampleBatch batch, int from) {
    SampleBatch rest = new SampleBatch(batch.size() - from);
    for (int i = from; i < batch.size(); i++) {
      SampleDifference.copy(batch, i, rest);
    }
    return rest;
  }

  private void redecode(Given state, DecodedItem.Redecoded again) {
    Block block = again.block();
    SourceId source = block.origins().getFirst().source(); // an order concerns one source
    SampleBatch gone = new SampleBatch();
    SampleBatch come = new SampleBatch();
    for (int p = 0; p < again.before().size(); p++) {
      DecodedPart before = again.before().get(p);
      for (int record = before.fromRecord(); record < before.toRecord(); record++) {
        SampleDifference.of(
            before,
            again.after().get(p),
            record,
            (batch, i) -> SampleDifference.copy(batch, i, gone),
            (batch, i) -> SampleDifference.copy(batch, i, come));
      }
    }
    if (gone.size() > 0) {
      history.remove(gone, block.partition());
      removed.addAndGet(gone.size());
    }
    if (come.size() > 0) {
      history.write(
          come,
          SourceSpans.of(history.sourceHandle(source), come.size()),
          block.partition(),
          block.configurationVersion());
      state.add(source, come.size());
      samples.addAndGet(come.size());
    }
  }

  private void delete(DecodedItem.Change change) {
    if (change.change() instanceof SamplesDeleted order) {
      Deletion deletion =
          new Deletion(handles.handleOf(order.point()), order.range(), change.offset(), false);
      deleted.addAndGet(history.delete(deletion));
    }
  }

  /**
   * After a checkpoint has gathered everything, no sample waits: then the books can be compared.
   */
  private void noteFates() {
    given.counts.forEach(
        (source, count) -> {
          SourceCounts counts = history.counts(source);
          fates.put(
              source,
              new SampleFates(
                  count,
                  counts.stored(),
                  counts.duplicate(),
                  counts.replaced(),
                  counts.deleted(),
                  counts.expired(),
                  counts.refused()));
        });
  }

  /**
   * What became of a source's samples up to the last checkpoint; null if there was none since the
   * program started, or the source had no samples.
   */
  public @Nullable SampleFates fates(SourceId source) {
    return fates.get(source);
  }

  /** What is counted since the program started. */
  public HistoryWritingStatistics statistics() {
    return new HistoryWritingStatistics(samples.get(), removed.get(), deleted.get(), writeNs.get());
  }

  /** What became of old samples, since the program started. */
  public RetentionStatistics retentionStatistics() {
    return retention.statistics();
  }

  private static byte[] key(SourceId source) {
    return ByteBuffer.allocate(KEY_BYTES)
        .put(GIVEN)
        .putLong(source.value().getMostSignificantBits())
        .putLong(source.value().getLeastSignificantBits())
        .array();
  }
}
