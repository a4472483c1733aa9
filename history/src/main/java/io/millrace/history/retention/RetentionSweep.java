package io.millrace.history.retention;

import io.millrace.history.History;
import io.millrace.history.error.HistoryException;
import io.millrace.model.point.PointTraits;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks through all points now and then and lets go what is too old, a little at each step, so that
 * samples that come meanwhile do not wait. Serves the thread that writes the history.
 *
 * <p>A replay after a crash takes nothing back: what has fallen is refused as expired when it comes
 * again.
 */
public final class RetentionSweep {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionSweep.class);
  private static final long STEP_NS = 5 * Times.MS;

  private final History history;
  private final IntSupplier points;
  private final IntFunction<PointTraits> traits;
  private final RetentionSettings settings;
  private final NanoClock clock;
  private int next;
  private long dueNs;

  /**
   * A sweep that begins with its first step.
   *
   * @param points how many points there are; their handles are below
   * @param traits what a point is, by handle
   */
  public RetentionSweep(
      History history,
      IntSupplier points,
      IntFunction<PointTraits> traits,
      RetentionSettings settings,
      NanoClock clock) {
    this.history = history;
    this.points = points;
    this.traits = traits;
    this.settings = settings;
    this.clock = clock;
    this.dueNs = clock.monotonicNs();
  }

  /**
   * Does a part of the work for some milliseconds, if it is time. What it lets go is durable with
   * history's next checkpoint.
   *
   * @return whether there is more to do now
   */
  public boolean step() {
    long beganNs = clock.monotonicNs();
    if (beganNs < dueNs) {
      return false;
    }
    try {
      while (next < points.getAsInt()) {
        if (!retain(next)) {
          next++;
        }
        if (clock.monotonicNs() - beganNs >= STEP_NS) {
          return true;
        }
      }
    } catch (HistoryException e) {
      // Nothing is lost by keeping it longer; samples that come are more urgent.
      LOG.warn("Retention stopped and begins again later: {}", e.getMessage());
    }
    next = 0;
    dueNs = clock.monotonicNs() + settings.everyNs();
    return false;
  }

  private boolean retain(int point) {
    long own = traits.apply(point).retentionNs();
    long samplesNs = own != 0 ? own : settings.samplesNs();
    long statisticsNs =
        settings.statisticsNs() == 0 ? 0 : Math.max(settings.statisticsNs(), samplesNs);
    return samplesNs != 0 && history.retain(point, fromNs(samplesNs), fromNs(statisticsNs));
  }

  private long fromNs(long keptNs) {
    return keptNs == 0 ? Long.MIN_VALUE : clock.nowNs() - keptNs;
  }
}
