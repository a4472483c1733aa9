package io.millrace.pipeline.live;

import io.millrace.journal.Block;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.model.context.ContextChange.SamplesDeleted;
import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.SampleBatch;
import io.millrace.pipeline.context.DecodeContext;
import io.millrace.pipeline.decode.DecodedItem;
import io.millrace.pipeline.decode.DecodedPart;
import io.millrace.pipeline.decode.Outcome;
import io.millrace.pipeline.decode.SystemRecords;
import io.millrace.pipeline.redecode.SampleDifference;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * The state of the live reader: one thread folds, others read under the lock.
 *
 * <p>Which value is the latest (law 11): that with the greatest source time, the later in journal
 * order if two have the same; but a value whose time lies beyond the new one's receive time plus
 * the tolerance cannot stay, which is the case after our own clock was set back.
 */
final class LiveState {
  final ReadWriteLock lock = new ReentrantReadWriteLock();
  final LiveColumns columns = new LiveColumns();
  final BitSet changedPoints = new BitSet();
  private final PointHandles handles;
  private final DecodeContext context;
  private final Map<SourceId, LiveSource> sources = new HashMap<>();
  private final List<LiveSource> sourcesByIndex = new ArrayList<>();
  private long change;
  private long messages;

  LiveState(PointHandles handles, DecodeContext context) {
    this.handles = handles;
    this.context = context;
  }

  /** Folds an item; true if any value changed. */
  boolean apply(DecodedItem item) {
    lock.writeLock().lock();
    try {
      long before = change;
      switch (item) {
        case DecodedItem.Messages live -> live.parts().forEach(this::applyPart);
        case DecodedItem.Redecoded again -> applyAgain(again);
        case DecodedItem.Context changes -> {
          for (DecodedItem.Change each : changes.changes()) {
            if (each.change() instanceof SamplesDeleted deleted) {
              delete(deleted);
            }
          }
        }
      }
      return change != before;
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void applyPart(DecodedPart part) {
    Block block = part.block();
    @Nullable LiveSource[] byOrigin = new LiveSource[block.origins().size()];
    long[] tolerances = new long[byOrigin.length];
    change++;
    for (int record = part.fromRecord(); record < part.toRecord(); record++) {
      Outcome outcome = part.outcome(record);
      if (outcome == Outcome.NOT_A_MESSAGE) {
        continue;
      }
      int originIndex = block.originIndex(record);
      Origin origin = block.origins().get(originIndex);
      LiveSource source = byOrigin[originIndex];
      if (source == null) {
        source = sourceOf(origin.source());
        byOrigin[originIndex] = source;
        SourceDefined defined = context.sourceOrDefault(origin.source());
        tolerances[originIndex] = defined.clockToleranceNs();
      }
      long receiveTimeNs = block.receiveTimeNs(record);
      if (outcome != Outcome.SYSTEM) {
        messages++;
        source.heard(origin, receiveTimeNs, part.newestClaimNs(record), part.setAside(record));
      } else if (block.attributes(record).containsKey(SystemRecords.NO_COMMUNICATION)) {
        source.lost(receiveTimeNs);
      }
      applySamples(part, record, source, receiveTimeNs, tolerances[originIndex]);
    }
  }

  private void applySamples(
      DecodedPart part, int record, LiveSource source, long receiveTimeNs, long toleranceNs) {
    SampleBatch samples = part.samples();
    int end = part.sampleEnd(record);
    for (int i = part.sampleStart(record); i < end; i++) {
      update(samples, i, source, receiveTimeNs, toleranceNs);
    }
  }

  private void update(
      SampleBatch samples, int i, LiveSource source, long receiveTimeNs, long toleranceNs) {
    int point = samples.point(i);
    if (!columns.has(point)
        || samples.timeNs(i) >= columns.timeNs(point)
        || columns.timeNs(point) - toleranceNs > receiveTimeNs) {
      columns.set(samples, i, receiveTimeNs, source.index, change);
      changedPoints.set(point);
    }
  }

  /**
   * What only the old decoding had is not the latest any more; what the new one has may be. The
   * source itself was heard of no second time.
   */
  private void applyAgain(DecodedItem.Redecoded again) {
    Block block = again.block();
    if (block.lane() != Lane.LIVE) {
      return;
    }
    change++;
    for (int p = 0; p < again.before().size(); p++) {
      DecodedPart before = again.before().get(p);
      DecodedPart after = again.after().get(p);
      for (int record = before.fromRecord(); record < before.toRecord(); record++) {
        Origin origin = block.origins().get(block.originIndex(record));
        int r = record;
        SampleDifference.of(
            before,
            after,
            record,
            this::withdraw,
            (batch, i) ->
                update(
                    batch,
                    i,
                    sourceOf(origin.source()),
                    block.receiveTimeNs(r),
                    context.sourceOrDefault(origin.source()).clockToleranceNs()));
      }
    }
  }

  private void withdraw(SampleBatch batch, int i) {
    int point = batch.point(i);
    boolean isLatest =
        columns.has(point)
            && columns.timeNs(point) == batch.timeNs(i)
            && columns.quality(point) == batch.quality(i)
            && columns.hasValue(point, batch, i);
    if (isLatest) {
      columns.remove(point, change);
      changedPoints.set(point);
    }
  }

  /** A deleted value is not the latest any more; which one is will show with the next. */
  private void delete(SamplesDeleted deleted) {
    int point = handles.handleOf(deleted.point());
    if (columns.has(point) && deleted.range().contains(columns.timeNs(point))) {
      columns.remove(point, ++change);
      changedPoints.set(point);
    }
  }

  LiveSource sourceOf(SourceId id) {
    LiveSource known = sources.get(id);
    if (known == null) {
      known = new LiveSource(id, sourcesByIndex.size());
      sources.put(id, known);
      sourcesByIndex.add(known);
    }
    return known;
  }

  @Nullable LiveSource knownSource(SourceId id) {
    return sources.get(id);
  }

  List<LiveSource> sources() {
    return sourcesByIndex;
  }

  LiveSource source(int index) {
    return sourcesByIndex.get(index);
  }

  PointId point(int handle) {
    return handles.pointOf(handle);
  }

  int handle(PointId point) {
    return handles.handleOf(point);
  }

  /** Number of the last change. */
  long change() {
    return change;
  }

  void setChange(long restored) {
    change = restored;
  }

  /** Live messages since the state was restored. */
  long messages() {
    return messages;
  }
}
