package io.millrace.history.query;

import io.millrace.history.chunk.ChunkStatistics;
import io.millrace.history.chunk.Numbers;
import io.millrace.history.chunk.Samples;
import io.millrace.history.query.Gap.Cause;
import java.util.ArrayList;
import java.util.List;

/** Finds gaps in samples that it is given by ascending time. */
final class GapFold {
  private final long fromNs;
  private final long toNs;
  private final long maxSilenceNs;
  private final int limit;
  private final List<Gap> gaps = new ArrayList<>();
  private boolean complete = true;

  private boolean hasLast;
  private long lastNs;
  private boolean isLost;
  private long lostSinceNs;

  GapFold(GapRequest request, int limit) {
    this.fromNs = request.range().fromNs();
    this.toNs = Math.min(request.range().toNs(), request.nowNs());
    this.maxSilenceNs = request.maxSilenceNs() == 0 ? Long.MAX_VALUE : request.maxSilenceNs();
    this.limit = limit;
  }

  /** Whether nothing between first and last of these samples can be or end a gap. */
  boolean canTake(ChunkStatistics statistics) {
    return statistics.markerCount() == 0 && statistics.longestIntervalNs() <= maxSilenceNs;
  }

  void add(ChunkStatistics statistics) {
    add(statistics.first().timeNs(), false);
    lastNs = statistics.last().timeNs();
  }

  void addAll(Samples samples, int from, int to) {
    for (int i = from; i < to; i++) {
      add(samples.timeNs(i), Numbers.isNoCommunication(samples.quality(i)));
    }
  }

  private void add(long timeNs, boolean isMarker) {
    if (!isLost && hasLast && timeNs - lastNs > maxSilenceNs) {
      note(lastNs, timeNs, Cause.SILENCE, false);
    }
    if (isMarker && !isLost) {
      isLost = true;
      lostSinceNs = timeNs;
    } else if (!isMarker && isLost) {
      isLost = false;
      note(lostSinceNs, timeNs, Cause.NO_COMMUNICATION, false);
    }
    hasLast = true;
    lastNs = timeNs;
  }

  /** Says that no sample follows. */
  void end() {
    if (isLost) {
      note(lostSinceNs, toNs, Cause.NO_COMMUNICATION, true);
    } else if (hasLast && toNs - lastNs > maxSilenceNs) {
      note(lastNs, toNs, Cause.SILENCE, true);
    }
  }

  private void note(long from, long to, Cause cause, boolean isOpen) {
    if (from >= toNs || to <= fromNs || from >= to) {
      return;
    }
    if (gaps.size() < limit) {
      gaps.add(new Gap(from, to, cause, isOpen));
    } else {
      complete = false;
    }
  }

  boolean isFull() {
    return !complete;
  }

  GapAnswer answer(List<Damage> damages) {
    return new GapAnswer(gaps, complete, damages);
  }
}
