package io.millrace.history;

import static io.millrace.history.OpenedHistory.ALWAYS;
import static io.millrace.history.OpenedHistory.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.contract.ForwardingStore;
import io.millrace.history.query.Aggregate;
import io.millrace.history.query.AggregateAnswer;
import io.millrace.history.query.AggregateRequest;
import io.millrace.history.query.RangeRequest;
import io.millrace.history.query.SamplePage;
import io.millrace.history.query.VerifyReport;
import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.SideRow;
import io.millrace.history.store.memory.MemoryChunkStore;
import io.millrace.history.store.memory.MemoryDisk;
import io.millrace.model.id.PointId;
import io.millrace.model.point.Interpolation;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.Times;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A damaged row is reported, and costs no more than what was in it. */
class DamagedRowsTest {
  private static final int PER_CHUNK = 2048;
  private static final int SAMPLES = 5 * PER_CHUNK;
  private static final long START_NS = at("2026-11-20T00:00:00Z");

  private final MemoryDisk disk = new MemoryDisk();

  /** Flips a bit in some rows as they are read. */
  private static final class BitRot extends ForwardingStore {
    int chunk = -1;
    boolean pages;
    boolean pointRow;

    BitRot(ChunkStore store) {
      super(store);
    }

    private static byte[] rotten(byte[] bytes) {
      byte[] copy = bytes.clone();
      copy[copy.length / 2] ^= 0x10;
      return copy;
    }

    @Override
    public byte @Nullable [] chunk(PointId point, int bucket, int number) {
      byte[] bytes = super.chunk(point, bucket, number);
      return bytes != null && number == chunk ? rotten(bytes) : bytes;
    }

    @Override
    public void chunks(PointId point, int bucket, int fromNumber, RowVisitor visitor) {
      super.chunks(
          point,
          bucket,
          fromNumber,
          (b, number, bytes) -> visitor.visit(b, number, number == chunk ? rotten(bytes) : bytes));
    }

    @Override
    public void pages(
        PointId point, int fromBucket, int toBucket, Order order, RowVisitor visitor) {
      super.pages(
          point,
          fromBucket,
          toBucket,
          order,
          (b, number, bytes) -> visitor.visit(b, number, pages ? rotten(bytes) : bytes));
    }

    @Override
    public byte @Nullable [] row(SideRow row) {
      byte[] bytes = super.row(row);
      return bytes != null && pointRow ? rotten(bytes) : bytes;
    }
  }

  /**
   * Writes five chunks of a day and one sample of the next, so that the first day has its pages.
   */
  private void writeTwoDays() {
    try (OpenedHistory history = new OpenedHistory(new MemoryChunkStore(disk))) {
      int level = history.point(ValueKind.DOUBLE);
      for (int i = 0; i < SAMPLES; i++) {
        history.write(level, START_NS + i * Times.SECOND, i);
      }
      history.write(level, START_NS + Times.DAY, -1);
      history.checkpoint("");
    }
  }

  private static SamplePage all(OpenedHistory history, int point) {
    return history.reader().range(point, new RangeRequest(ALWAYS, false, 100_000, null));
  }

  @Test
  void a_damaged_chunk_is_reported_and_the_others_are_read() {
    writeTwoDays();
    BitRot rot = new BitRot(new MemoryChunkStore(disk));
    try (OpenedHistory history = new OpenedHistory(rot)) {
      int level = history.point(ValueKind.DOUBLE);
      rot.chunk = 2;
      SamplePage page = all(history, level);
      assertThat(page.samples().size()).isEqualTo(SAMPLES - PER_CHUNK + 1);
      assertThat(page.damages()).hasSize(1);
      assertThat(page.damages().getFirst().fromNs())
          .isEqualTo(START_NS + 2 * PER_CHUNK * Times.SECOND);
    }
  }

  @Test
  void aggregates_use_the_statistics_of_a_damaged_chunk_and_say_where_they_are_approximate() {
    writeTwoDays();
    BitRot rot = new BitRot(new MemoryChunkStore(disk));
    try (OpenedHistory history = new OpenedHistory(rot)) {
      int level = history.point(ValueKind.DOUBLE);
      rot.chunk = 2;
      long cutNs = START_NS + (2 * PER_CHUNK + 100) * Times.SECOND;
      long endNs = START_NS + SAMPLES * Times.SECOND;
      AggregateAnswer whole =
          history
              .reader()
              .aggregate(
                  level,
                  new AggregateRequest(new long[] {START_NS, endNs}, Interpolation.LINEAR, 0));
      assertThat(whole.aggregates().getFirst().count()).isEqualTo(SAMPLES);
      assertThat(whole.aggregates().getFirst().isApproximate()).isFalse();
      AggregateAnswer cut =
          history
              .reader()
              .aggregate(
                  level,
                  new AggregateRequest(
                      new long[] {START_NS, cutNs, endNs}, Interpolation.LINEAR, 0));
      assertThat(cut.aggregates())
          .extracting(Aggregate::isApproximate)
          .containsExactly(true, false);
      assertThat(cut.aggregates().stream().mapToLong(Aggregate::count).sum()).isEqualTo(SAMPLES);
      assertThat(cut.damages()).isNotEmpty();
    }
  }

  @Test
  void late_samples_leave_a_damaged_chunk_alone_and_are_kept_beside_it() {
    writeTwoDays();
    BitRot rot = new BitRot(new MemoryChunkStore(disk));
    try (OpenedHistory history = new OpenedHistory(rot)) {
      int level = history.point(ValueKind.DOUBLE);
      rot.chunk = 2;
      history.write(level, START_NS + 2 * PER_CHUNK * Times.SECOND + 5, 42);
      history.checkpoint("");
      assertThat(all(history, level).samples().size()).isEqualTo(SAMPLES - PER_CHUNK + 2);
      rot.chunk = -1;
      assertThat(all(history, level).samples().size()).isEqualTo(SAMPLES + 2);
    }
  }

  @Test
  void without_its_pages_a_bucket_is_read_from_its_chunks_and_the_next_merge_repairs_them() {
    writeTwoDays();
    BitRot rot = new BitRot(new MemoryChunkStore(disk));
    try (OpenedHistory history = new OpenedHistory(rot)) {
      int level = history.point(ValueKind.DOUBLE);
      rot.pages = true;
      SamplePage page = all(history, level);
      assertThat(page.samples().size()).isEqualTo(SAMPLES + 1);
      assertThat(page.damages()).isNotEmpty();
      history.write(level, START_NS + 1, 42);
      history.checkpoint("");
      rot.pages = false;
      assertThat(all(history, level).samples().size()).isEqualTo(SAMPLES + 2);
      assertThat(all(history, level).damages()).isEmpty();
    }
  }

  @Test
  void without_its_own_row_a_point_goes_on_from_the_samples_that_can_be_found() {
    writeTwoDays();
    BitRot rot = new BitRot(new MemoryChunkStore(disk));
    rot.pointRow = true;
    try (OpenedHistory history = new OpenedHistory(rot)) {
      int level = history.point(ValueKind.DOUBLE);
      assertThat(all(history, level).samples().size()).isEqualTo(SAMPLES + 1);
      history.write(level, START_NS + 2 * Times.DAY, 7);
      history.checkpoint("");
      assertThat(all(history, level).samples().size()).isEqualTo(SAMPLES + 2);
      assertThat(history.history().statistics().damagedRows()).isEqualTo(1);
    }
  }

  @Test
  void verification_reads_everything_and_names_what_is_damaged() {
    writeTwoDays();
    BitRot rot = new BitRot(new MemoryChunkStore(disk));
    try (OpenedHistory history = new OpenedHistory(rot)) {
      int level = history.point(ValueKind.DOUBLE);
      int other = history.point(ValueKind.TEXT);
      int[] points = {level, other};
      VerifyReport clean = history.history().verify(points, (p, c) -> true);
      assertThat(clean.damages()).isEmpty();
      assertThat(clean.chunks()).isEqualTo(5);
      assertThat(clean.samples()).isEqualTo(SAMPLES);
      rot.chunk = 4;
      VerifyReport damaged = history.history().verify(points, (p, c) -> true);
      assertThat(damaged.damageCount()).isEqualTo(1);
      assertThat(damaged.damages().getFirst().damage().fromNs())
          .isEqualTo(START_NS + 4 * PER_CHUNK * Times.SECOND);
      VerifyReport stopped = history.history().verify(points, (p, c) -> c < 2);
      assertThat(stopped.isComplete()).isFalse();
      assertThat(stopped.chunks()).isEqualTo(2);
    }
  }
}
