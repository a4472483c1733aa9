package io.millrace.pipeline.live;

import io.millrace.journal.Loss;
import io.millrace.journal.reader.Fold;
import io.millrace.journal.reader.StateReader;
import io.millrace.journal.reader.StateWriter;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.Sample;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.context.DecodeContext;
import io.millrace.pipeline.decode.DecodedItem;
import io.millrace.pipeline.error.PipelineError;
import io.millrace.pipeline.error.PipelineException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The live reader: its fold, and what others may ask of its state. Asking is thread-safe; before
 * the reader has started there are no values.
 */
public final class LiveValues {
  private final PointHandles handles;
  private final DecodeContext context;
  private final LiveSettings settings;
  private final NanoClock clock;
  private final AtomicInteger subscriptions = new AtomicInteger();
  private final ReentrantLock waiting = new ReentrantLock();
  private final Condition changed = waiting.newCondition();
  private volatile LiveState state;

  /** Without values, until its reader runs. */
  public LiveValues(
      PointHandles handles, DecodeContext context, LiveSettings settings, NanoClock clock) {
    this.handles = handles;
    this.context = context;
    this.settings = settings;
    this.clock = clock;
    this.state = new LiveState(handles, context);
  }

  /** What the reader does, for the live and the context lane. */
  public Fold<?, DecodedItem> fold() {
    return new LiveFold();
  }

  private final class LiveFold implements Fold<LiveState, DecodedItem> {
    @Override
    public LiveState restore(StateReader stored) {
      LiveState restored = new LiveState(handles, context);
      LiveStateCodec.restore(stored, restored);
      state = restored;
      wake();
      return restored;
    }

    @Override
    public LiveState apply(LiveState current, DecodedItem item) {
      if (current.apply(item) && subscriptions.get() > 0) {
        wake();
      }
      return current;
    }

    @Override
    public LiveState lost(LiveState current, Loss loss) {
      return current; // the latest value is whatever comes next; the runtime shows the loss
    }

    @Override
    public void save(LiveState current, StateWriter writes) {
      LiveStateCodec.save(current, writes);
    }
  }

  private void wake() {
    waiting.lock();
    try {
      changed.signalAll();
    } finally {
      waiting.unlock();
    }
  }

  /** The latest value of a point; null if it has none. */
  public @Nullable LiveValue latest(PointId point) {
    List<LiveValue> one = latest(List.of(point));
    return one.isEmpty() ? null : one.getFirst();
  }

  /** The latest values of points, in their order; those without one are left out. */
  public List<LiveValue> latest(Collection<PointId> points) {
    int[] asked = points.stream().mapToInt(handles::handleOf).toArray();
    return changedSince(asked, 0);
  }

  /** The latest values of all points. */
  public List<LiveValue> all() {
    return changedSince(null, 0);
  }

  private List<LiveValue> changedSince(int @Nullable [] points, long change) {
    LiveState current = state;
    current.lock.readLock().lock();
    try {
      LiveColumns columns = current.columns;
      List<LiveValue> values = new ArrayList<>();
      int count = points == null ? columns.size() : points.length;
      for (int i = 0; i < count; i++) {
        int point = points == null ? i : points[i];
        ValueKind kind = columns.kind(point);
        if (kind != null && columns.change(point) > change) {
          values.add(value(current, point, kind));
        }
      }
      return values;
    } finally {
      current.lock.readLock().unlock();
    }
  }

  private static LiveValue value(LiveState current, int point, ValueKind kind) {
    LiveColumns columns = current.columns;
    return new LiveValue(
        current.point(point),
        current.source(columns.source(point)).id,
        new Sample(columns.timeNs(point), columns.value(point, kind), columns.quality(point)),
        columns.receiveTimeNs(point),
        columns.change(point));
  }

  private static long changeOf(LiveState current) {
    current.lock.readLock().lock();
    try {
      return current.change();
    } finally {
      current.lock.readLock().unlock();
    }
  }

  /**
   * Follows points. The first answer has all their values, or those that changed after {@code
   * afterChange}.
   *
   * @param points those to follow; null for all
   * @param afterChange {@link LiveSubscription.Changes#change()} of an earlier answer, to resume; 0
   *     to begin. One that this server did not give counts as 0
   * @throws PipelineException with {@link PipelineError#LIVE_SUBSCRIBERS_EXHAUSTED}
   */
  public LiveSubscription subscribe(@Nullable Collection<PointId> points, long afterChange) {
    if (subscriptions.incrementAndGet() > settings.maxSubscriptions()) {
      subscriptions.decrementAndGet();
      throw new PipelineException(
          PipelineError.LIVE_SUBSCRIBERS_EXHAUSTED,
          "There are " + settings.maxSubscriptions() + " live streams already; try again later.");
    }
    int[] handlesOf = points == null ? null : points.stream().mapToInt(handles::handleOf).toArray();
    return new Subscription(handlesOf, afterChange);
  }

  private final class Subscription implements LiveSubscription {
    private final int @Nullable [] points;
    private long seen;
    private long answeredNs;
    private boolean closed;

    Subscription(int @Nullable [] points, long afterChange) {
      this.points = points;
      seen = afterChange > 0 && afterChange <= changeOf(state) ? afterChange : 0;
      answeredNs = clock.monotonicNs() - TimeUnit.MILLISECONDS.toNanos(settings.minIntervalMs());
    }

    @Override
    public Changes next(long timeoutNs) throws InterruptedException {
      long begun = clock.monotonicNs();
      awaitChange(begun, timeoutNs);
      LiveState current = state;
      long now = changeOf(current);
      if (now < seen) {
        seen = 0; // the reader started over from an older state
      }
      List<LiveValue> values = now == seen ? List.of() : changedSince(points, seen);
      seen = now;
      answeredNs = clock.monotonicNs();
      return new Changes(values, now);
    }

    private void awaitChange(long begun, long timeoutNs) throws InterruptedException {
      long interval = TimeUnit.MILLISECONDS.toNanos(settings.minIntervalMs());
      waiting.lockInterruptibly();
      try {
        while (true) {
          long now = clock.monotonicNs();
          long pause = answeredNs + interval - now;
          long left = begun + timeoutNs - now;
          boolean news = changeOf(state) != seen;
          if (left <= 0 || (news && pause <= 0)) {
            return;
          }
          long ignored = changed.awaitNanos(news ? Math.min(pause, left) : left);
        }
      } finally {
        waiting.unlock();
      }
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        subscriptions.decrementAndGet();
      }
    }
  }

  /** What is known of a source now. */
  public SourceStatus source(SourceId id) {
    LiveState current = state;
    current.lock.readLock().lock();
    try {
      LiveSource known = current.knownSource(id);
      return status(known == null ? new LiveSource(id, 0) : known);
    } finally {
      current.lock.readLock().unlock();
    }
  }

  /** Every source that was ever heard of. */
  public List<SourceStatus> sources() {
    LiveState current = state;
    current.lock.readLock().lock();
    try {
      return current.sources().stream().map(this::status).toList();
    } finally {
      current.lock.readLock().unlock();
    }
  }

  private SourceStatus status(LiveSource source) {
    long periodNs = context.sourceOrDefault(source.id).expectedPeriodNs();
    Liveness liveness;
    if (source.lastSeenNs == 0) {
      liveness = Liveness.NEVER_SEEN;
    } else if (source.markedLostNs != 0) {
      liveness = Liveness.LOST;
    } else if (periodNs == 0) {
      liveness = Liveness.SEEN;
    } else {
      boolean silent = clock.nowNs() - source.lastSeenNs > settings.lostAfterNs(periodNs);
      liveness = silent ? Liveness.LOST : Liveness.ALIVE;
    }
    return source.status(liveness);
  }

  /** The points whose latest value came from a source, with their kinds; not those of records. */
  public List<LivePoint> pointsOf(SourceId id) {
    LiveState current = state;
    current.lock.readLock().lock();
    try {
      LiveSource source = current.knownSource(id);
      List<LivePoint> points = new ArrayList<>();
      for (int p = 0; source != null && p < current.columns.size(); p++) {
        ValueKind kind = current.columns.kind(p);
        if (kind != null && kind != ValueKind.RECORD && current.columns.source(p) == source.index) {
          points.add(new LivePoint(current.point(p), kind));
        }
      }
      return points;
    } finally {
      current.lock.readLock().unlock();
    }
  }

  /** A point that has a value, and of which kind it is. */
  public record LivePoint(PointId point, ValueKind kind) {}

  /** What is counted. */
  public LiveStatistics statistics() {
    LiveState current = state;
    current.lock.readLock().lock();
    try {
      int points = 0;
      for (int p = 0; p < current.columns.size(); p++) {
        points += current.columns.has(p) ? 1 : 0;
      }
      return new LiveStatistics(
          points,
          current.sources().size(),
          subscriptions.get(),
          current.change(),
          current.messages());
    } finally {
      current.lock.readLock().unlock();
    }
  }
}
