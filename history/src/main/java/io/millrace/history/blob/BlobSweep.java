package io.millrace.history.blob;

import io.millrace.history.chunk.Samples;
import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.query.HistoryReader;
import io.millrace.history.query.PagePosition;
import io.millrace.history.query.RangeRequest;
import io.millrace.history.query.SamplePage;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import java.util.Arrays;

/**
 * Deletes blobs that no record refers to any more: marks what the samples of all record points
 * name, then sweeps the rest. Marking costs nothing while records are written or fall, and cannot
 * come out of step with them as counting references could. Runs on the caller's thread, beside
 * everything else; once a day is enough.
 */
public final class BlobSweep {
  private static final int PAGE_SAMPLES = 10_000;
  private static final TimeRange ALWAYS = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

  private final HistoryReader reader;
  private final BlobStore blobs;
  private final NanoClock clock;
  private long[] wanted = new long[1024];
  private int wantedCount;

  /** A sweep over the blobs that the records of a history name. */
  public BlobSweep(HistoryReader reader, BlobStore blobs, NanoClock clock) {
    this.reader = reader;
    this.blobs = blobs;
    this.clock = clock;
  }

  /**
   * What a sweep did.
   *
   * @param kept blobs that stay
   * @param deleted blobs that are gone
   * @param deletedBytes their size
   */
  public record Outcome(long kept, long deleted, long deletedBytes) {}

  /**
   * Marks and sweeps.
   *
   * @param recordPoints handles of all points of the kind record; others are passed over
   * @param graceNs blobs that were put so short ago stay in any case, since their record may not be
   *     written yet, in nanoseconds; an hour is plenty
   * @throws HistoryException if something cannot be read: then nothing is deleted
   */
  public Outcome run(int[] recordPoints, long graceNs) {
    long beforeNs = clock.nowNs() - graceNs;
    wantedCount = 0;
    for (int point : recordPoints) {
      if (reader.kind(point) == ValueKind.RECORD) {
        mark(point);
      }
    }
    Arrays.sort(wanted, 0, wantedCount);
    return blobs.deleteUnless(
        address -> Arrays.binarySearch(wanted, 0, wantedCount, address.prefix()) >= 0,
        Times.toInstant(beforeNs));
  }

  private void mark(int point) {
    PagePosition from = null;
    do {
      SamplePage page = reader.range(point, new RangeRequest(ALWAYS, false, PAGE_SAMPLES, from));
      if (!page.damages().isEmpty()) {
        // What a damaged chunk names is not known, so nothing may go.
        throw new HistoryException(
            HistoryError.HISTORY_CHUNK_DAMAGED,
            "No blob is deleted while some records cannot be read: "
                + page.damages().getFirst().message());
      }
      mark(page.samples());
      from = page.next();
    } while (from != null);
  }

  private void mark(Samples records) {
    for (int i = 0; i < records.size(); i++) {
      for (BlobAddress address : BlobAddress.in(records.text(i))) {
        if (wantedCount == wanted.length) {
          wanted = Arrays.copyOf(wanted, 2 * wantedCount);
        }
        wanted[wantedCount++] = address.prefix();
      }
    }
  }
}
