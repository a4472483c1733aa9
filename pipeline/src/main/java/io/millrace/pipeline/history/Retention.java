package io.millrace.pipeline.history;

import io.millrace.history.History;
import io.millrace.history.error.HistoryException;
import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets old samples fall to statistics and old statistics to nothing, point by point and a few days
 * at a time. Serves history's writer, which calls {@link #step} when it has a moment.
 *
 * <p>Age is told by the wall clock. One that was set, forwards or backwards, is not believed for a
 * day: what falls because of a clock that is wrong does not come back.
 */
final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final long STEP_NS = 5 * Times.MS;
  private static final long CLOCK_SET_NS = Times.HOUR;
  private static final long DOUBT_NS = Times.DAY;
  private static final long FIRST_ROUND_NS = Times.MINUTE;

  private final History history;
  private final PointHandles handles;
  private final IntFunction<PointTraits> traits;
  private final RetentionSettings settings;
  private final NanoClock clock;
  private final AtomicLong rounds = new AtomicLong();
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong workNs = new AtomicLong();

  private int nextPoint;
  private long cutoffNowNs;
  private long nextRoundNs;
  private boolean inRound;
  private long wallMinusMonotonicNs;
  private long doubtUntilNs;

  Retention(
      History history,
      PointHandles handles,
      IntFunction<PointTraits> traits,
      RetentionSettings settings,
      NanoClock clock) {
    this.history = history;
    this.handles = handles;
    this.traits = traits;
    this.settings = settings;
    this.clock = clock;
    long nowNs = clock.monotonicNs();
    nextRoundNs = nowNs + Math.min(FIRST_ROUND_NS, settings.roundInterval().toNanos());
    wallMinusMonotonicNs = clock.nowNs() - nowNs;
    doubtUntilNs = nowNs;
  }

  /** Nanoseconds until there is something to do; 0 or less if there is now. */
  long leftNs() {
    return inRound ? 0 : nextRoundNs - clock.monotonicNs();
  }

  /** Works for about {@link #STEP_NS}, or on one point if that takes longer. */
  void step() {
    long begun = clock.monotonicNs();
    if (!inRound && !beginRound()) {
      return;
    }
    while (nextPoint < handles.size() && clock.monotonicNs() - begun < STEP_NS) {
      if (!retain(nextPoint)) {
        nextPoint++;
      }
    }
    if (nextPoint >= handles.size()) {
      inRound = false;
      rounds.incrementAndGet();
    }
    workNs.addAndGet(clock.monotonicNs() - begun);
  }

  private boolean beginRound() {
    long monotonicNs = clock.monotonicNs();
    nextRoundNs = monotonicNs + settings.roundInterval().toNanos();
    cutoffNowNs = clock.nowNs();
    long difference = cutoffNowNs - monotonicNs;
    if (Math.abs(difference - wallMinusMonotonicNs) > CLOCK_SET_NS) {
      LOG.warn(
          "The clock was set by {}; nothing old is removed from history for {}.",
          Duration.ofNanos(difference - wallMinusMonotonicNs),
          Duration.ofNanos(DOUBT_NS));
      doubtUntilNs = monotonicNs + DOUBT_NS;
    }
    wallMinusMonotonicNs = difference;
    inRound = monotonicNs - doubtUntilNs >= 0;
    nextPoint = 0;
    return inRound;
  }

  /** True if the point has more to fall. */
  private boolean retain(int point) {
    long keptNs = traits.apply(point).retentionNs();
    if (keptNs == 0) {
      keptNs = settings.samples().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    }
    if (keptNs >= cutoffNowNs) {
      return false;
    }
    long statisticsNs = settings.statistics().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    long statisticsFromNs =
        statisticsNs >= cutoffNowNs ? Long.MIN_VALUE : cutoffNowNs - Math.max(keptNs, statisticsNs);
    try {
      return history.retain(point, cutoffNowNs - keptNs, statisticsFromNs);
    } catch (HistoryException e) {
      failures.incrementAndGet();
      LOG.warn("Old samples of point {} stay for now.", handles.pointOf(point), e);
      return false;
    }
  }

  /** What was done; for any thread. */
  RetentionStatistics statistics() {
    return new RetentionStatistics(rounds.get(), failures.get(), workNs.get());
  }
}
