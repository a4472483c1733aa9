package io.millrace.history;

import io.millrace.history.head.HeadSettings;
import io.millrace.history.query.HistoryReader;
import io.millrace.history.query.QuerySettings;
import io.millrace.history.source.SourceSpans;
import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.memory.MemoryChunkStore;
import io.millrace.history.store.memory.MemoryDisk;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.point.Interpolation;
import io.millrace.model.point.PointTraits;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A history with some points and short ways to write, for tests that tell one story. */
public final class OpenedHistory implements AutoCloseable {
  /** The one source. */
  public static final SourceId SOURCE = new SourceId(new UUID(1, 1));

  /** A time range with everything in it. */
  public static final TimeRange ALWAYS = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  private final History history;
  private final PointHandles points = new PointHandles();
  private final List<PointTraits> traits = new ArrayList<>();
  private final SampleBatch batch = new SampleBatch();
  private long offset;

  /** A history in memory that nothing outlives. */
  public OpenedHistory() {
    this(new MemoryChunkStore(new MemoryDisk()));
  }

  /** A history over a store. */
  public OpenedHistory(ChunkStore store) {
    history =
        new History(
            store,
            points,
            this::traitsOf,
            new HistorySettings(HeadSettings.DEFAULTS, 1000, 1 << 20, Times.SECOND, 1 << 30),
            QuerySettings.DEFAULTS,
            NanoClock.system());
  }

  private PointTraits traitsOf(int point) {
    return traits.get(point);
  }

  /** The history itself. */
  public History history() {
    return history;
  }

  /** For asking. */
  public HistoryReader reader() {
    return history.reader();
  }

  /** Another point; its number is its handle, and its id depends on the number alone. */
  public int point(ValueKind kind) {
    return point(kind, SameTimePolicy.KEEP_BOTH);
  }

  /** Another point with a policy. */
  public int point(ValueKind kind, SameTimePolicy policy) {
    traits.add(new PointTraits(kind, "", Interpolation.LINEAR, policy, false, 0, 0));
    return points.handleOf(new PointId(new UUID(2, traits.size())));
  }

  /** Nanoseconds of a time in ISO 8601. */
  public static long at(String time) {
    return Times.toNs(Instant.parse(time));
  }

  /** Writes a good double. */
  public void write(int point, String time, double value) {
    write(point, at(time), value);
  }

  /** Writes a good double. */
  public void write(int point, long timeNs, double value) {
    write(point, timeNs, value, Quality.GOOD);
  }

  /** Writes a double. */
  public void write(int point, long timeNs, double value, int quality) {
    batch.add(point, ValueKind.DOUBLE, timeNs, Double.doubleToRawLongBits(value), quality, offset);
    flush();
  }

  /** Writes a good value that is carried as 64 bits. */
  public void writeBits(int point, ValueKind kind, long timeNs, long bits) {
    batch.add(point, kind, timeNs, bits, Quality.GOOD, offset);
    flush();
  }

  /** Writes a good text, or the descriptor of a record. */
  public void writeText(int point, ValueKind kind, long timeNs, String text) {
    batch.addText(point, kind, timeNs, text, Quality.GOOD, offset);
    flush();
  }

  private void flush() {
    history.write(batch, SourceSpans.of(history.sourceHandle(SOURCE), batch.size()), 0, offset);
    batch.clear();
    offset++;
  }

  /** A durable checkpoint. */
  public void checkpoint(String cursor) {
    history.checkpoint(cursor.getBytes(StandardCharsets.UTF_8)).join();
  }

  @Override
  public void close() {
    history.close();
  }
}
