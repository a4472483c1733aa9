package io.millrace.history.retention;

import static io.millrace.history.OpenedHistory.ALWAYS;
import static io.millrace.history.OpenedHistory.at;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.history.OpenedHistory;
import io.millrace.history.query.AggregateRequest;
import io.millrace.history.query.RangeRequest;
import io.millrace.model.point.Interpolation;
import io.millrace.model.point.PointTraits;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetentionSweepTest {
  private static final int DAYS = 30;
  private static final int SAMPLES_PER_DAY = 48;
  private static final long START_NS = at("2026-10-01T00:00:00Z");
  private static final long NOW_NS = START_NS + DAYS * Times.DAY;

  private final OpenedHistory history = new OpenedHistory();
  private final TestClock clock = new TestClock();

  @AfterEach
  void close() {
    history.close();
  }

  @Test
  void a_point_keeps_samples_as_long_as_it_says_and_statistics_longer() {
    int brief = filledPoint();
    int usual = filledPoint();
    RetentionSweep sweep =
        new RetentionSweep(
            history.history(),
            () -> 2,
            point -> traits(point == brief ? 3 * Times.DAY : 0),
            new RetentionSettings(10 * Times.DAY, 20 * Times.DAY, Times.HOUR),
            clock);
    run(sweep);
    history.checkpoint("");
    assertThat(samples(brief)).isEqualTo(3 * SAMPLES_PER_DAY);
    assertThat(counted(brief)).isEqualTo(20 * SAMPLES_PER_DAY);
    assertThat(samples(usual)).isEqualTo(10 * SAMPLES_PER_DAY);
    assertThat(counted(usual)).isEqualTo(20 * SAMPLES_PER_DAY);
  }

  @Test
  void without_any_retention_everything_is_kept() {
    int point = filledPoint();
    run(sweep(new RetentionSettings(0, 5 * Times.DAY, Times.HOUR)));
    assertThat(samples(point)).isEqualTo(DAYS * SAMPLES_PER_DAY);
    assertThat(counted(point)).isEqualTo(DAYS * SAMPLES_PER_DAY);
  }

  @Test
  void statistics_are_never_kept_shorter_than_their_samples() {
    int point = filledPoint();
    run(sweep(new RetentionSettings(10 * Times.DAY, Times.DAY, Times.HOUR)));
    assertThat(samples(point)).isEqualTo(10 * SAMPLES_PER_DAY);
    assertThat(counted(point)).isEqualTo(10 * SAMPLES_PER_DAY);
  }

  @Test
  void it_looks_again_when_it_is_time_and_not_before() {
    int point = filledPoint();
    RetentionSweep sweep = sweep(new RetentionSettings(10 * Times.DAY, 0, Times.HOUR));
    run(sweep);
    clock.elapsedNs += Times.HOUR - Times.SECOND;
    clock.wallNs += 2 * Times.DAY;
    assertThat(sweep.step()).isFalse();
    assertThat(samples(point)).isEqualTo(10 * SAMPLES_PER_DAY);
    clock.elapsedNs += Times.SECOND;
    run(sweep);
    assertThat(samples(point)).isEqualTo(8 * SAMPLES_PER_DAY);
  }

  @Test
  void a_long_past_falls_in_short_steps_between_which_samples_are_taken() {
    int point = filledPoint();
    clock.stepNs = Times.SECOND; // every look at the clock takes a second: each step is a short one
    RetentionSweep sweep = sweep(new RetentionSettings(2 * Times.DAY, 0, Times.HOUR));
    assertThat(sweep.step()).isTrue();
    history.write(point, NOW_NS, 1);
    int steps = 1;
    while (sweep.step()) {
      steps++;
    }
    assertThat(steps).isGreaterThan(2);
    assertThat(samples(point)).isEqualTo(2 * SAMPLES_PER_DAY + 1);
  }

  private RetentionSweep sweep(RetentionSettings settings) {
    return new RetentionSweep(history.history(), () -> 1, point -> traits(0), settings, clock);
  }

  private static void run(RetentionSweep sweep) {
    boolean more = true;
    while (more) {
      more = sweep.step();
    }
  }

  private int filledPoint() {
    int point = history.point(ValueKind.DOUBLE);
    for (int i = 0; i < DAYS * SAMPLES_PER_DAY; i++) {
      history.write(point, START_NS + i * (Times.DAY / SAMPLES_PER_DAY), i);
    }
    history.checkpoint("");
    return point;
  }

  private static PointTraits traits(long retentionNs) {
    return new PointTraits(
        ValueKind.DOUBLE,
        "",
        Interpolation.LINEAR,
        SameTimePolicy.KEEP_BOTH,
        false,
        0,
        retentionNs);
  }

  private int samples(int point) {
    return history
        .reader()
        .range(point, new RangeRequest(ALWAYS, false, 100_000, null))
        .samples()
        .size();
  }

  private long counted(int point) {
    AggregateRequest request =
        new AggregateRequest(
            new long[] {START_NS, NOW_NS + Times.DAY}, Interpolation.LINEAR, NOW_NS);
    return history.reader().aggregate(point, request).aggregates().getFirst().count();
  }

  private static final class TestClock implements NanoClock {
    long wallNs = NOW_NS;
    long elapsedNs;
    long stepNs;

    @Override
    public long nowNs() {
      return wallNs;
    }

    @Override
    public long monotonicNs() {
      elapsedNs += stepNs;
      return elapsedNs;
    }
  }
}
