package io.millrace.history.query;

import io.millrace.history.chunk.ChunkStatistics;
import io.millrace.history.chunk.ChunkStatistics.OfNumbers;
import io.millrace.history.chunk.Samples;
import io.millrace.history.chunk.StatisticsFold;
import io.millrace.history.error.HistoryException;
import io.millrace.history.head.HeadView;
import io.millrace.history.head.Heads;
import io.millrace.history.query.VerifyReport.PointDamage;
import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.ChunkStore.Order;
import io.millrace.model.id.PointId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads every chunk of some points, checks its checksum and form, and compares its statistics with
 * its samples. Runs on the caller's thread beside everything else. Single use.
 */
public final class HistoryVerifier {
  private static final int MAX_DAMAGES = 1000;
  private static final int MAX_ATTEMPTS = 10;
  private static final double TOLERANCE = 1e-9;

  private final Heads heads;
  private final ChunkStore store;
  private final Progress progress;
  private final List<PointDamage> damages = new ArrayList<>();
  private long damageCount;
  private long points;
  private long chunks;
  private long samples;
  private boolean goesOn = true;

  /** Learns how far it is, and may stop it or slow it down. */
  @FunctionalInterface
  public interface Progress {
    /**
     * Called after each chunk.
     *
     * @param points points that were begun
     * @param chunks chunks that were read
     * @return whether to go on
     */
    boolean report(long points, long chunks);
  }

  /** A verification of what heads and store have. */
  public HistoryVerifier(Heads heads, ChunkStore store, Progress progress) {
    this.heads = heads;
    this.store = store;
    this.progress = progress;
  }

  /** Looks through points, given by their handles. */
  public VerifyReport verify(int[] handles) {
    for (int handle : handles) {
      if (goesOn) {
        points++;
        verify(handle);
      }
    }
    return new VerifyReport(points, chunks, samples, damages, damageCount, goesOn);
  }

  private void verify(int handle) {
    long chunksBefore = chunks;
    long samplesBefore = samples;
    for (int attempt = 1; ; attempt++) {
      HeadView view = heads.view(handle);
      SegmentSamples reader =
          new SegmentSamples(store, view.point(), view.kind(), attempt == MAX_ATTEMPTS);
      try {
        new Timeline(store, view, reader)
            .visit(
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                Order.ASCENDING,
                segment -> {
                  verify(segment, view.point());
                  goesOn = progress.report(points, chunks);
                  return goesOn;
                });
        reader.damages().forEach(damage -> note(view.point(), damage));
        return;
      } catch (Vanished e) {
        // The writer replaced chunks meanwhile: once more, with what is there now.
        chunks = chunksBefore;
        samples = samplesBefore;
      } catch (HistoryException e) {
        note(
            view.point(),
            new Damage(Long.MIN_VALUE, Long.MAX_VALUE, String.valueOf(e.getMessage())));
        return;
      }
    }
  }

  private void verify(Segment segment, PointId point) {
    if (segment.isInMemory() || !segment.hasSamples()) {
      return;
    }
    chunks++;
    Samples read = segment.samples();
    samples += read.size();
    if (read.size() == 0) {
      return;
    }
    ChunkStatistics expected = StatisticsFold.of(read, 0, read.size());
    if (!sameStatistics(expected, segment.statistics())) {
      note(
          point,
          new Damage(
              segment.firstNs(),
              segment.lastNs(),
              "The statistics of a chunk are not those of its samples."));
    }
  }

  private void note(PointId point, Damage damage) {
    damageCount++;
    if (damages.size() < MAX_DAMAGES) {
      damages.add(new PointDamage(point, damage));
    }
  }

  /** Sums may differ in the last digits, should a later version add in another order. */
  private static boolean sameStatistics(ChunkStatistics a, ChunkStatistics b) {
    return a.count() == b.count()
        && a.goodCount() == b.goodCount()
        && a.usableCount() == b.usableCount()
        && a.markerCount() == b.markerCount()
        && a.longestIntervalNs() == b.longestIntervalNs()
        && a.coveredNs() == b.coveredNs()
        && a.first().equals(b.first())
        && a.last().equals(b.last())
        && Objects.equals(a.states(), b.states())
        && sameNumbers(a.numbers(), b.numbers());
  }

  private static boolean sameNumbers(@Nullable OfNumbers a, @Nullable OfNumbers b) {
    if (a == null || b == null) {
      return a == null && b == null;
    }
    return a.minBits() == b.minBits()
        && a.minTimeNs() == b.minTimeNs()
        && a.maxBits() == b.maxBits()
        && a.maxTimeNs() == b.maxTimeNs()
        && a.firstBits() == b.firstBits()
        && a.lastBits() == b.lastBits()
        && near(a.sum(), b.sum())
        && near(a.increase(), b.increase())
        && near(a.steppedIntegral(), b.steppedIntegral())
        && near(a.linearIntegral(), b.linearIntegral());
  }

  private static boolean near(double a, double b) {
    return Double.compare(a, b) == 0
        || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
  }
}
