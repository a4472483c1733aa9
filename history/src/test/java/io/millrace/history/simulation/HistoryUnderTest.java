package io.millrace.history.simulation;

import io.millrace.history.Deletion;
import io.millrace.history.History;
import io.millrace.history.HistorySettings;
import io.millrace.history.head.HeadSettings;
import io.millrace.history.query.QuerySettings;
import io.millrace.history.simulation.Operation.Delete;
import io.millrace.history.simulation.Operation.PointSample;
import io.millrace.history.simulation.Operation.Remove;
import io.millrace.history.simulation.Operation.Retain;
import io.millrace.history.simulation.Operation.Write;
import io.millrace.history.source.SourceSpans;
import io.millrace.history.store.ChunkStore;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.sample.SampleValue;
import io.millrace.model.time.NanoClock;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** A history that operations can be applied to, over any store. */
final class HistoryUnderTest implements AutoCloseable {
  private static final HistorySettings SETTINGS =
      new HistorySettings(new HeadSettings(1 << 20, 1 << 20, 1000), 1000, 1 << 20, 1, 1L << 40);

  final History history;
  final PointHandles points = new PointHandles();
  private final SampleBatch batch = new SampleBatch();

  HistoryUnderTest(ChunkStore store, List<PointTraits> traits) {
    for (int p = 0; p < traits.size(); p++) {
      points.handleOf(pointId(p));
    }
    history =
        new History(
            store, points, traits::get, SETTINGS, QuerySettings.DEFAULTS, NanoClock.system());
  }

  static PointId pointId(int point) {
    return new PointId(new UUID(7, point));
  }

  static SourceId sourceId(int source) {
    return new SourceId(new UUID(8, source));
  }

  /** Applies operation number {@code index} of a journal. */
  void apply(Operation operation, int index) {
    switch (operation) {
      case Write write -> {
        fill(write.samples(), index);
        SourceSpans spans =
            SourceSpans.of(history.sourceHandle(sourceId(write.source())), batch.size());
        history.write(batch, spans, 0, write.contextVersion());
      }
      case Remove remove -> {
        fill(remove.samples(), index);
        history.remove(batch, 0);
      }
      case Delete delete ->
          history.delete(
              new Deletion(
                  delete.point(), delete.range(), delete.contextOffset(), delete.alsoLater()));
      case Retain retain -> {
        boolean more = true;
        while (more) {
          more = history.retain(retain.point(), retain.samplesFromNs(), retain.statisticsFromNs());
        }
      }
    }
  }

  private void fill(List<PointSample> samples, int index) {
    batch.clear();
    for (PointSample each : samples) {
      add(batch, each, index);
    }
  }

  static void add(SampleBatch batch, PointSample each, long offset) {
    long timeNs = each.sample().timeNs();
    int quality = each.sample().quality();
    SampleValue value = each.sample().value();
    int point = each.point();
    switch (value) {
      case SampleValue.OfText text ->
          batch.addText(point, value.kind(), timeNs, text.value(), quality, offset);
      case SampleValue.OfRecord record ->
          batch.addText(point, value.kind(), timeNs, record.descriptor(), quality, offset);
      case SampleValue.OfBoolean b ->
          batch.add(point, value.kind(), timeNs, b.value() ? 1 : 0, quality, offset);
      case SampleValue.OfInt64 n ->
          batch.add(point, value.kind(), timeNs, n.value(), quality, offset);
      case SampleValue.OfUint64 n ->
          batch.add(point, value.kind(), timeNs, n.bits(), quality, offset);
      case SampleValue.OfEnumeration n ->
          batch.add(point, value.kind(), timeNs, n.code(), quality, offset);
      case SampleValue.OfDouble n ->
          batch.add(
              point, value.kind(), timeNs, Double.doubleToRawLongBits(n.value()), quality, offset);
    }
  }

  /** A checkpoint whose cursor says that the next operation is number {@code next}. */
  CompletableFuture<Void> checkpoint(int next) {
    return history.checkpoint(ByteBuffer.allocate(4).putInt(next).array());
  }

  /** Number of the operation with which a writer has to go on. */
  int next() {
    byte[] cursor = history.cursor();
    return cursor.length == 0 ? 0 : ByteBuffer.wrap(cursor).getInt();
  }

  @Override
  public void close() {
    history.close();
  }
}
