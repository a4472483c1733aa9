package io.millrace.pipeline.live;

import static io.millrace.pipeline.Plant.NOW;
import static io.millrace.pipeline.Plant.OVEN;
import static io.millrace.pipeline.Plant.PRESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.millrace.journal.Lane;
import io.millrace.model.context.ContextChange.SamplesDeleted;
import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.id.PointId;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.SampleValue;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import io.millrace.pipeline.FoldRun;
import io.millrace.pipeline.Plant;
import io.millrace.pipeline.SettableClock;
import io.millrace.pipeline.error.PipelineException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveValuesTest {
  private static final long NO_WAIT = 0;
  private static final long LONG = Duration.ofMinutes(1).toNanos();

  private final Plant plant = new Plant();
  private final SettableClock clock = new SettableClock();
  private final LiveSettings settings = new LiveSettings(2, 0, 3, Times.SECOND);
  private final LiveValues live = new LiveValues(plant.handles, plant.context, settings, clock);
  private final FoldRun<?> reader = new FoldRun<>(plant, live.fold(), Lane.LIVE, Lane.CONTEXT);
  private final PointId temperature = plant.bind(PRESS, "c", "t", ValueKind.DOUBLE);

  @AfterEach
  void close() {
    plant.close();
  }

  @Test
  void law11_the_latest_value_is_that_with_the_greatest_source_time() {
    send(NOW - 10 * Times.SECOND, 1);
    send(NOW - 20 * Times.SECOND, 2); // late
    assertThat(value()).isEqualTo(1);
    send(NOW - 10 * Times.SECOND, 3); // same time: the later in the journal
    assertThat(value()).isEqualTo(3);
    assertThat(latest().sample().timeNs()).isEqualTo(NOW - 10 * Times.SECOND);
    assertThat(latest().source()).isEqualTo(PRESS);
  }

  @Test
  void law5_bulk_never_moves_latest() {
    send(NOW - Times.HOUR, 1);
    plant.send(Lane.BULK, PRESS, "c", "{\"t\":2}", NOW);
    reader.run();
    assertThat(value()).isEqualTo(1);
  }

  @Test
  void law11_after_our_own_clock_was_set_back_new_values_are_the_latest_again() {
    plant.send(Lane.LIVE, PRESS, "c", "{\"t\":1}", NOW);
    plant.send(Lane.LIVE, PRESS, "c", "{\"t\":2}", NOW - Times.HOUR);
    reader.run();
    assertThat(value()).isEqualTo(2);
  }

  @Test
  void a_value_that_is_deleted_is_not_the_latest_any_more() {
    send(NOW, 1);
    plant.change(new SamplesDeleted(temperature, new TimeRange(NOW, NOW + 1)));
    reader.run();
    assertThat(live.latest(temperature)).isNull();
    send(NOW + 1, 2);
    assertThat(value()).isEqualTo(2);
  }

  @Test
  void law6_after_a_crash_the_same_is_folded_again_and_nothing_differs() {
    send(NOW, 1);
    plant.send(OVEN, "x", "{\"s\":\"text\",\"b\":true}");
    reader.run();
    reader.commit();
    send(NOW + 1, 2);
    List<LiveValue> before = live.all();
    List<SourceStatus> sources = live.sources();
    reader.crash();
    reader.run();
    assertThat(live.all()).isEqualTo(before);
    assertThat(live.sources()).isEqualTo(sources);
    assertThat(before).hasSize(3);
  }

  @Test
  void a_subscription_begins_with_all_values_and_goes_on_with_changes() throws Exception {
    PointId other = plant.bind(PRESS, "c", "o", ValueKind.DOUBLE);
    send(NOW, 1);
    try (LiveSubscription stream = live.subscribe(List.of(temperature, other), 0)) {
      LiveSubscription.Changes first = stream.next(NO_WAIT);
      assertThat(first.values()).hasSize(1);
      assertThat(stream.next(NO_WAIT).values()).isEmpty();
      send(NOW + 1, 2);
      send(NOW + 2, 3);
      plant.send(PRESS, "c", "{\"unrelated\":3}");
      reader.run();
      List<LiveValue> changed = stream.next(NO_WAIT).values();
      assertThat(changed).hasSize(1); // two changes became one
      assertThat(changed.getFirst().sample().value()).isEqualTo(new SampleValue.OfDouble(3));

      try (LiveSubscription resumed = live.subscribe(List.of(temperature, other), first.change())) {
        assertThat(resumed.next(NO_WAIT).values()).isEqualTo(changed);
      }
    }
  }

  @Test
  void a_change_number_of_another_server_begins_from_the_start() throws Exception {
    send(NOW, 1);
    try (LiveSubscription stream = live.subscribe(null, 1_000_000)) {
      assertThat(stream.next(NO_WAIT).values()).hasSize(1);
    }
  }

  @Test
  void a_subscription_waits_for_a_change() throws Exception {
    LiveValues real =
        new LiveValues(
            plant.handles, plant.context, settings, io.millrace.model.time.NanoClock.system());
    FoldRun<?> run = new FoldRun<>(plant, real.fold(), Lane.LIVE);
    try (LiveSubscription stream = real.subscribe(null, 0)) {
      CompletableFuture<LiveSubscription.Changes> answer =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return stream.next(LONG);
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
              });
      plant.send(PRESS, "c", "{\"t\":7}");
      run.run();
      assertThat(answer.get(30, TimeUnit.SECONDS).values()).hasSize(1);
    }
  }

  @Test
  void there_is_a_limit_of_subscriptions() {
    try (LiveSubscription one = live.subscribe(null, 0);
        LiveSubscription two = live.subscribe(null, 0)) {
      assertThat(one).isNotSameAs(two);
      assertThatExceptionOfType(PipelineException.class)
          .isThrownBy(() -> live.subscribe(null, 0))
          .withMessageContaining("2 live streams");
    }
    live.subscribe(null, 0).close();
  }

  @Test
  void law11_the_clock_offset_of_a_source_is_the_least_of_its_last_messages() {
    send(NOW - 5 * Times.SECOND, 1);
    send(NOW - Times.HOUR, 2); // late data says nothing of the clock
    SourceStatus status = live.source(PRESS);
    assertThat(status.clockKnown()).isTrue();
    assertThat(status.clockOffsetNs()).isEqualTo(5 * Times.SECOND);
    assertThat(live.source(OVEN).liveness()).isEqualTo(Liveness.NEVER_SEEN);
  }

  @Test
  void law11_a_claim_that_was_set_aside_is_kept() {
    long claim = NOW + Times.HOUR;
    send(claim, 1);
    SourceStatus status = live.source(PRESS);
    assertThat(status.claimsSetAside()).isEqualTo(1);
    assertThat(status.lastClaimSetAsideNs()).isEqualTo(claim);
    assertThat(latest().sample().timeNs()).isEqualTo(NOW);
    assertThat(latest().sample().quality()).isEqualTo(Quality.UNCERTAIN_SOURCE_CLOCK);
  }

  @Test
  void law13_a_source_that_falls_silent_gets_the_mark_no_communication_once() {
    define(PRESS, 2 * Times.SECOND);
    PointId state = plant.bind(PRESS, "c", "s", ValueKind.TEXT);
    plant.send(PRESS, "c", "{\"t\":1,\"s\":\"RUN\"}");
    reader.run();
    LivenessWatch watch =
        new LivenessWatch(live, plant.context, plant.journal, settings, clock, () -> true);
    clock.pass(Duration.ofSeconds(6));
    assertThat(watch.check()).isZero();
    assertThat(live.source(PRESS).liveness()).isEqualTo(Liveness.ALIVE);
    clock.pass(Duration.ofMillis(1));
    assertThat(live.source(PRESS).liveness()).isEqualTo(Liveness.LOST);
    assertThat(watch.check()).isEqualTo(1);
    assertThat(watch.check()).isZero();
    reader.run();
    assertThat(watch.check()).isZero();

    assertThat(latest().sample().quality()).isEqualTo(Quality.BAD_NO_COMMUNICATION);
    assertThat(latest().sample().timeNs()).isEqualTo(clock.nowNs());
    assertThat(Objects.requireNonNull(live.latest(state)).sample().quality())
        .isEqualTo(Quality.BAD_NO_COMMUNICATION);
    assertThat(live.source(PRESS).markedLostNs()).isEqualTo(clock.nowNs());
    assertThat(live.source(PRESS).messages()).isEqualTo(1);

    plant.send(Lane.LIVE, PRESS, "c", "{\"t\":2}", clock.nowNs() + 1);
    reader.run();
    assertThat(value()).isEqualTo(2);
    assertThat(live.source(PRESS).liveness()).isEqualTo(Liveness.ALIVE);
    watch.check();
    clock.pass(Duration.ofSeconds(7));
    assertThat(watch.check()).isEqualTo(1);
  }

  @Test
  void nothing_is_marked_while_the_reader_lags_or_right_after_a_start() {
    define(PRESS, Times.SECOND);
    plant.send(Lane.LIVE, PRESS, "c", "{\"t\":1}", NOW - Times.HOUR);
    reader.run();
    LivenessWatch lagging =
        new LivenessWatch(live, plant.context, plant.journal, settings, clock, () -> false);
    LivenessWatch started =
        new LivenessWatch(live, plant.context, plant.journal, settings, clock, () -> true);
    assertThat(started.check()).isZero();
    clock.pass(Duration.ofSeconds(4));
    assertThat(lagging.check()).isZero();
    assertThat(started.check()).isEqualTo(1);
  }

  private void define(io.millrace.model.id.SourceId source, long periodNs) {
    plant.change(
        new SourceDefined(
            source, "s", UnknownPoints.UNMAPPED, 100, 10 * Times.SECOND, periodNs, false));
    try {
      plant.follower.catchUp();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void send(long timeNs, double value) {
    plant.send(
        PRESS, "c", "{\"tsUnit\":\"ns\",\"ts\":" + timeNs + ",\"values\":{\"t\":" + value + "}}");
    reader.run();
  }

  private LiveValue latest() {
    return Objects.requireNonNull(live.latest(temperature));
  }

  private double value() {
    return ((SampleValue.OfDouble) latest().sample().value()).value();
  }
}
