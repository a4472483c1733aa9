package io.millrace.pipeline.history;

import static io.millrace.pipeline.Plant.NOW;
import static io.millrace.pipeline.Plant.PRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.millrace.history.query.Aggregate;
import io.millrace.history.query.AggregateRequest;
import io.millrace.history.source.SourceSpans;
import io.millrace.journal.reader.Fed;
import io.millrace.journal.reader.FeedReader;
import io.millrace.model.context.ContextChange.PointDefined;
import io.millrace.model.id.PointId;
import io.millrace.model.point.Interpolation;
import io.millrace.model.point.PointTraits;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import io.millrace.pipeline.Plant;
import io.millrace.pipeline.SettableClock;
import io.millrace.pipeline.Warehouse;
import io.millrace.pipeline.decode.DecodedItem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Old samples fall to statistics by the hour, and these to nothing, when somebody wants that. */
class RetentionTest {
  private static final Duration INTERVAL = Duration.ofHours(1);

  private final Plant plant = new Plant();
  private final Warehouse warehouse = new Warehouse(plant);
  private final SettableClock clock = new SettableClock();
  private final PointId plain = plant.bind(PRESS, "c", "plain", ValueKind.DOUBLE);
  private final PointId own = plant.bind(PRESS, "c", "own", ValueKind.DOUBLE);

  @BeforeEach
  void fill() throws Exception {
    plant.change(new PointDefined(own, keptFor(Duration.ofDays(3))));
    plant.follower.catchUp();
    for (PointId point : List.of(plain, own)) {
      for (int daysAgo = 40; daysAgo >= 0; daysAgo--) {
        write(point, daysAgo);
      }
    }
  }

  @AfterEach
  void close() {
    warehouse.close();
    plant.close();
  }

  private static PointTraits keptFor(Duration age) {
    return new PointTraits(
        ValueKind.DOUBLE,
        "",
        Interpolation.STEPPED,
        SameTimePolicy.KEEP_BOTH,
        false,
        0,
        age.toNanos());
  }

  private void write(PointId point, int daysAgo) {
    SampleBatch batch = new SampleBatch(1);
    batch.add(
        plant.handles.handleOf(point),
        ValueKind.DOUBLE,
        NOW - daysAgo * Times.DAY,
        Double.doubleToRawLongBits(daysAgo),
        Quality.GOOD,
        0);
    warehouse
        .history()
        .write(batch, SourceSpans.of(warehouse.history().sourceHandle(PRESS), 1), 0, 0);
  }

  private Retention retention(@Nullable Duration samples, @Nullable Duration statistics) {
    return new Retention(
        warehouse.history(),
        plant.handles,
        plant.context.traits(),
        new RetentionSettings(
            Optional.ofNullable(samples), Optional.ofNullable(statistics), INTERVAL),
        clock);
  }

  private void round(Retention retention) {
    clock.pass(INTERVAL);
    long before = retention.statistics().rounds();
    while (retention.statistics().rounds() == before) {
      retention.step();
    }
  }

  /** How many samples there are, and how many the statistics know of. */
  private List<Long> kept(PointId point) {
    Aggregate all =
        warehouse
            .history()
            .reader()
            .aggregate(
                plant.handles.handleOf(point),
                AggregateRequest.ofCount(
                    new TimeRange(NOW - 50 * Times.DAY, NOW + Times.DAY),
                    1,
                    Interpolation.STEPPED,
                    NOW))
            .aggregates()
            .getFirst();
    return List.of((long) warehouse.samples(point).size(), all.count());
  }

  @Test
  void without_a_limit_everything_stays_but_for_points_that_say_so() {
    round(retention(null, null));
    assertThat(kept(plain)).containsExactly(41L, 41L);
    assertThat(kept(own)).containsExactly(4L, 41L);
  }

  @Test
  void samples_fall_by_whole_days_and_their_statistics_stay() {
    round(retention(Duration.ofDays(10), null));
    assertThat(kept(plain)).containsExactly(11L, 41L);
    assertThat(kept(own)).containsExactly(4L, 41L);
  }

  @Test
  void statistics_fall_later_but_never_before_the_samples() {
    round(retention(Duration.ofDays(10), Duration.ofDays(20)));
    assertThat(kept(plain)).containsExactly(11L, 21L);
    assertThat(kept(own)).containsExactly(4L, 21L);
    round(retention(Duration.ofDays(5), Duration.ofDays(1)));
    assertThat(kept(plain)).containsExactly(6L, 6L);
  }

  @Test
  void what_comes_for_a_day_that_fell_is_counted_as_expired() {
    round(retention(Duration.ofDays(10), null));
    write(plain, 30);
    assertThat(kept(plain)).containsExactly(11L, 41L);
    assertThat(warehouse.history().counts(PRESS).expired()).isEqualTo(1);
  }

  @Test
  void each_day_another_day_falls() {
    Retention retention = retention(Duration.ofDays(10), null);
    round(retention);
    for (int i = 0; i < 24; i++) {
      round(retention);
    }
    assertThat(kept(plain)).containsExactly(10L, 41L);
  }

  @Test
  void nothing_falls_for_a_day_after_the_clock_was_set() {
    Retention retention = retention(Duration.ofDays(10), null);
    clock.set(NOW + 400 * Times.DAY);
    for (int hour = 0; hour < 23; hour++) {
      clock.pass(INTERVAL);
      retention.step();
    }
    assertThat(kept(plain)).containsExactly(41L, 41L);
    clock.set(NOW + 2 * Times.DAY); // somebody noticed
    clock.pass(INTERVAL);
    retention.step();
    clock.pass(Duration.ofDays(1));
    retention.step();
    assertThat(kept(plain)).containsExactly(8L, 41L);
  }

  @Test
  void it_works_between_batches_and_leaves_most_of_the_time_to_them() throws Exception {
    HistoryWriting writing =
        new HistoryWriting(
            warehouse.history(),
            plant.blobSink,
            plant.handles,
            plant.context.traits(),
            new RetentionSettings(Optional.of(Duration.ofDays(10)), Optional.empty(), INTERVAL),
            clock);
    RecordingFeed inner = new RecordingFeed();
    FeedReader<DecodedItem> feed = writing.feed(from -> inner).open(writing.store().committed());
    assertThat(feed.poll(Duration.ofHours(5))).isNull();
    assertThat(inner.timeout).as("no longer than to the first round").isLessThan(INTERVAL);
    assertThat(writing.retentionStatistics().rounds()).isZero();
    clock.pass(INTERVAL);
    feed.poll(Duration.ofHours(5));
    assertThat(writing.retentionStatistics().rounds()).isEqualTo(1);
    assertThat(kept(plain)).containsExactly(11L, 41L);
    assertThat(inner.timeout).isEqualTo(INTERVAL);
  }

  /** Yields nothing and notes for how long it might have waited. */
  private static final class RecordingFeed implements FeedReader<DecodedItem> {
    private Duration timeout = Duration.ZERO;

    @Override
    public @Nullable Fed<DecodedItem> poll(Duration newTimeout) {
      timeout = newTimeout;
      return null;
    }

    @Override
    public void wakeup() {}

    @Override
    public void close() {}
  }

  @Test
  void an_age_of_less_than_a_day_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetentionSettings.DEFAULTS.withSamples(Optional.of(Duration.ofHours(1))));
  }
}
