package io.millrace.history.head;

import io.millrace.history.chunk.JournalTrace;
import io.millrace.history.chunk.Samples;
import io.millrace.history.error.HistoryException;
import io.millrace.history.head.HeadWriter.Settlement;
import io.millrace.history.store.ChunkStore;
import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.ValueKind;
import java.util.NavigableMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** All that is in memory: one writer, and views for any thread. */
public final class Heads {
  private final HeadTable table;
  private final HeadWriter writer;

  /**
   * Heads over a store; they are read from it when they are needed.
   *
   * @param traits what a point is, by handle; thread-safe and quick
   * @param damages learns of each damaged row that was passed over; thread-safe
   */
  public Heads(
      PointHandles points,
      IntFunction<PointTraits> traits,
      ChunkStore store,
      HeadSettings settings,
      SourceCounters counters,
      Settlement settlement,
      Consumer<HistoryException> damages) {
    table = new HeadTable(points, traits, store, damages);
    writer =
        new HeadWriter(
            table, store, new StoredBuckets(store, damages), settings, counters, settlement);
  }

  /** The writer's side; serves one thread. */
  public HeadWriter writer() {
    return writer;
  }

  /** How many points are in memory. */
  public int size() {
    return table.size();
  }

  /** The kind of a point's values. */
  public ValueKind kind(int handle) {
    return table.get(handle).kind;
  }

  /** What a point is now. */
  public PointTraits traits(int handle) {
    return table.traits(handle);
  }

  /**
   * Adds the latest sample of a point to others.
   *
   * @param into of the point's kind
   * @return false if memory does not know it
   */
  public boolean latest(int handle, Samples into) {
    PointHead head = table.get(handle);
    int before = into.size();
    while (true) {
      int version = head.awaitVersion();
      boolean found = head.copyActive(1, into) > 0 || head.copyFrozenLast(into);
      if (head.isUnchanged(version)) {
        return found;
      }
      into.truncate(before);
    }
  }

  /** What is in memory of a point now. */
  public HeadView view(int handle) {
    PointHead head = table.get(handle);
    Samples active = new Samples(head.kind);
    JournalTrace trace = new JournalTrace();
    while (true) {
      int version = head.awaitVersion();
      Bucket newest = head.newest();
      NavigableMap<Integer, Bucket> older = head.older();
      LateSamples late = copy(head.late());
      active.clear();
      int count = head.copyActive(Integer.MAX_VALUE, active);
      trace.clear();
      head.trace(0, count, trace);
      if (head.isUnchanged(version)) {
        LateView lateView =
            late == null || late.size() == 0
                ? null
                : new LateView(late, table.traits(handle).sameTimePolicy());
        return new HeadView(head.point, head.kind, newest, older, active, trace, lateView);
      }
    }
  }

  private static @Nullable LateSamples copy(@Nullable LateSamples late) {
    return late == null ? null : late.copy();
  }
}
