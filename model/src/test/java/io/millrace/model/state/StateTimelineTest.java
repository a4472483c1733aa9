package io.millrace.model.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.calendar.DayPlan;
import io.millrace.model.calendar.ShiftCalendar;
import io.millrace.model.calendar.ShiftSlot;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.Sample;
import io.millrace.model.sample.SampleValue;
import io.millrace.model.state.Condition.Compared;
import io.millrace.model.state.Condition.Comparison;
import io.millrace.model.state.Condition.OutsideWorkingTime;
import io.millrace.model.state.Condition.Stale;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StateTimelineTest {
  private static final long S = Times.SECOND;
  private static final StateRule RUNNING =
      new StateRule(AssetState.RUNNING, "", new Compared("power", Comparison.ABOVE, 10), 0);
  private static final StateRule SILENT =
      new StateRule(AssetState.NO_DATA, "silent", new Stale("power", 60 * S), 0);

  @Test
  void spans_follow_the_values_and_fill_the_range() {
    StateModel model = new StateModel(List.of(SILENT, RUNNING), AssetState.IDLE, 0);
    assertThat(spans(model, new TimeRange(0, 100 * S), at(-5, 50), at(20, 2), at(50, 40)))
        .containsExactly("RUNNING 0-20", "IDLE 20-50", "RUNNING 50-100");
  }

  @Test
  void silence_begins_when_the_last_sample_is_too_old() {
    StateModel model = new StateModel(List.of(SILENT, RUNNING), AssetState.IDLE, 0);
    assertThat(spans(model, new TimeRange(0, 200 * S), at(10, 50), at(150, 50)))
        .containsExactly(
            "NO_DATA silent 0-10", "RUNNING 10-70", "NO_DATA silent 70-150", "RUNNING 150-200");
  }

  @Test
  void a_short_stop_is_held_back() {
    StateModel model = new StateModel(List.of(RUNNING), AssetState.IDLE, 30 * S);
    assertThat(spans(model, new TimeRange(0, 200 * S), at(0, 50), at(40, 2), at(60, 50)))
        .containsExactly("RUNNING 0-200");
  }

  @Test
  void a_stop_that_lasts_counts_from_its_beginning() {
    StateModel model = new StateModel(List.of(RUNNING), AssetState.IDLE, 30 * S);
    assertThat(spans(model, new TimeRange(0, 200 * S), at(0, 50), at(40, 2), at(90, 50)))
        .containsExactly("RUNNING 0-40", "IDLE 40-90", "RUNNING 90-200");
    assertThat(spans(model, new TimeRange(0, 75 * S), at(0, 50), at(40, 2)))
        .containsExactly("RUNNING 0-40", "IDLE 40-75");
    assertThat(spans(model, new TimeRange(0, 60 * S), at(0, 50), at(40, 2)))
        .containsExactly("RUNNING 0-60");
  }

  @Test
  void a_stop_outside_the_shift_is_planned() {
    ShiftCalendar calendar =
        new ShiftCalendar(
            ZoneOffset.UTC,
            LocalDate.EPOCH,
            List.of(DayPlan.of(ShiftSlot.of("Day", LocalTime.of(8, 0), LocalTime.of(16, 0)))),
            List.of());
    StateRule planned = new StateRule(AssetState.PLANNED_STOP, "", new OutsideWorkingTime(), 0);
    StateModel model = new StateModel(List.of(RUNNING, planned), AssetState.IDLE, 0);
    List<StateSpan> spans =
        new StateTimeline(model, calendar)
            .over(
                new TimeRange(14 * Times.HOUR, 34 * Times.HOUR),
                Map.of("power", List.of(new Sample(0, new SampleValue.OfDouble(0), 0))));
    assertThat(spans)
        .extracting(s -> s.state() + " " + s.range().lengthNs() / Times.HOUR)
        .containsExactly("IDLE 2", "PLANNED_STOP 16", "IDLE 2");
  }

  @Test
  void law6_a_live_reader_and_a_replay_come_to_the_same_spans() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int run = 0; run < 300; run++) {
      StateModel model = randomModel(random);
      List<Sample> samples = randomSamples(random);
      TimeRange range = new TimeRange(0, 1000 * S);
      List<StateSpan> replayed =
          new StateTimeline(model, null).over(range, Map.of("power", samples));
      assertThat(secondBySecond(model, samples, range))
          .as("seed %d, run %d", seed, run)
          .isEqualTo(replayed);
      long nextNs = range.fromNs();
      for (StateSpan span : replayed) {
        assertThat(span.range().fromNs()).isEqualTo(nextNs);
        nextNs = span.range().toNs();
      }
      assertThat(nextNs).isEqualTo(range.toNs());
    }
  }

  /** What a reader does that looks once a second, which is as fine as the random samples are. */
  private static List<StateSpan> secondBySecond(
      StateModel model, List<Sample> samples, TimeRange range) {
    List<StateSpan> spans = new ArrayList<>();
    StateModel.Reading reading = readAt(model, samples, range.fromNs());
    StateTracker tracker = StateTracker.startingAt(range.fromNs(), reading);
    for (long timeNs = range.fromNs() + S; timeNs < range.toNs(); timeNs += S) {
      reading = readAt(model, samples, timeNs);
      StateTracker.Step step = tracker.advance(timeNs, reading);
      spans.addAll(step.ended());
      tracker = step.next();
    }
    StateTracker.Step end = tracker.advance(range.toNs(), reading);
    spans.addAll(end.ended());
    StateTracker last = end.next();
    spans.add(
        new StateSpan(last.state(), last.reason(), new TimeRange(last.sinceNs(), range.toNs())));
    return spans;
  }

  private static StateModel.Reading readAt(StateModel model, List<Sample> samples, long timeNs) {
    return model.readAt(
        timeNs,
        _ -> samples.stream().filter(s -> s.timeNs() <= timeNs).reduce((_, b) -> b).orElse(null),
        null);
  }

  private static StateModel randomModel(Random random) {
    return new StateModel(
        List.of(
            new StateRule(AssetState.NO_DATA, "", new Stale("power", random.nextInt(1, 90) * S), 0),
            new StateRule(
                AssetState.FAULT,
                "high",
                new Compared("power", Comparison.ABOVE, 80),
                random.nextInt(0, 20) * S),
            new StateRule(
                AssetState.RUNNING,
                "",
                new Compared("power", Comparison.ABOVE, 40),
                random.nextInt(0, 20) * S)),
        AssetState.IDLE,
        random.nextInt(0, 40) * S);
  }

  private static List<Sample> randomSamples(Random random) {
    List<Sample> samples = new ArrayList<>();
    for (long second = random.nextInt(-20, 20); second < 1000; second += random.nextInt(1, 60)) {
      int quality = random.nextInt(10) == 0 ? Quality.BAD : Quality.GOOD;
      samples.add(new Sample(second * S, new SampleValue.OfDouble(random.nextInt(100)), quality));
    }
    return samples;
  }

  private static Sample at(long second, double power) {
    return new Sample(second * S, new SampleValue.OfDouble(power), Quality.GOOD);
  }

  private static List<String> spans(StateModel model, TimeRange range, Sample... samples) {
    return new StateTimeline(model, null)
        .over(range, Map.of("power", List.of(samples))).stream()
            .map(
                s ->
                    (s.state() + " " + s.reason()).strip()
                        + " "
                        + s.range().fromNs() / S
                        + "-"
                        + s.range().toNs() / S)
            .toList();
  }
}
