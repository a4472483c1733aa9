package io.millrace.pipeline.live;

import io.millrace.journal.Channel;
import io.millrace.journal.Journal;
import io.millrace.journal.Lane;
import io.millrace.journal.RecordBatch;
import io.millrace.model.id.SourceId;
import io.millrace.model.sample.Quality;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.context.DecodeContext;
import io.millrace.pipeline.decode.PointSamples;
import io.millrace.pipeline.decode.SystemRecords;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a source has been silent for longer than its expected period allows, and appends the
 * mark <em>no communication</em> for each of its points to the journal, so that unchanged and
 * absent differ in history too (law 13). The mark's time is when it was noticed.
 *
 * <p>Nothing is marked twice: whether a source is marked is state of the live reader, which sees
 * the mark as everybody does. Nothing is marked while that reader lags, since then silence may be
 * ours.
 */
public final class LivenessWatch {
  private static final Logger LOG = LoggerFactory.getLogger(LivenessWatch.class);
  private static final Channel CHANNEL =
      new Channel("millrace/no-communication", "application/vnd.millrace.point-samples");
  private static final int MAX_POINTS_PER_RECORD = 5_000;

  private final LiveValues live;
  private final DecodeContext context;
  private final Journal journal;
  private final LiveSettings settings;
  private final NanoClock clock;
  private final BooleanSupplier caughtUp;
  private final long startedNs;
  private final Set<SourceId> underWay = ConcurrentHashMap.newKeySet();

  /**
   * A watch that does nothing until it is asked to.
   *
   * @param caughtUp whether the live reader has seen what is in the journal, but for a second or so
   */
  public LivenessWatch(
      LiveValues live,
      DecodeContext context,
      Journal journal,
      LiveSettings settings,
      NanoClock clock,
      BooleanSupplier caughtUp) {
    this.live = live;
    this.context = context;
    this.journal = journal;
    this.settings = settings;
    this.clock = clock;
    this.caughtUp = caughtUp;
    this.startedNs = clock.nowNs();
  }

  /**
   * Looks at every source; to be called about once a second, by one thread.
   *
   * @return how many sources it found lost
   */
  public int check() {
    if (!caughtUp.getAsBoolean()) {
      return 0;
    }
    long nowNs = clock.nowNs();
    int lost = 0;
    for (SourceStatus source : live.sources()) {
      if (source.markedLostNs() != 0 || !isSilent(source, nowNs)) {
        underWay.remove(source.source());
      } else if (underWay.add(source.source())) {
        mark(source.source(), nowNs);
        lost++;
      }
    }
    return lost;
  }

  /** After a start every source has its time to come back. */
  private boolean isSilent(SourceStatus source, long nowNs) {
    long periodNs = context.sourceOrDefault(source.source()).expectedPeriodNs();
    long sinceNs = Math.max(source.lastSeenNs(), startedNs);
    return periodNs > 0 && nowNs - sinceNs > settings.lostAfterNs(periodNs);
  }

  private void mark(SourceId source, long nowNs) {
    List<LiveValues.LivePoint> points = live.pointsOf(source);
    RecordBatch batch = new RecordBatch(Lane.LIVE);
    for (int from = 0; from == 0 || from < points.size(); from += MAX_POINTS_PER_RECORD) {
      PointSamples samples = new PointSamples();
      int to = Math.min(points.size(), from + MAX_POINTS_PER_RECORD);
      for (LiveValues.LivePoint each : points.subList(from, to)) {
        if (each.kind().isText()) {
          samples.addText(each.point(), each.kind(), nowNs, "", Quality.BAD_NO_COMMUNICATION);
        } else {
          samples.add(each.point(), each.kind(), nowNs, 0, Quality.BAD_NO_COMMUNICATION);
        }
      }
      batch.add(
          SystemRecords.points(source, "millrace:liveness"),
          CHANNEL,
          nowNs,
          0,
          samples.toByteArray());
      batch.attributesOfLast(Map.of(SystemRecords.NO_COMMUNICATION, "true"));
    }
    LOG.info("Source {} is lost; its {} points are marked.", source, points.size());
    journal
        .append(batch)
        .whenComplete(
            (cursor, failure) -> {
              if (failure != null) {
                underWay.remove(source); // to be tried again with the next check
                LOG.warn("Source {} could not be marked as lost.", source, failure);
              }
            });
  }
}
