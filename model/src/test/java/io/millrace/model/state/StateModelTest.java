package io.millrace.model.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.calendar.DayPlan;
import io.millrace.model.calendar.ShiftCalendar;
import io.millrace.model.calendar.ShiftSlot;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.Sample;
import io.millrace.model.sample.SampleValue;
import io.millrace.model.state.Condition.AllOf;
import io.millrace.model.state.Condition.AnyOf;
import io.millrace.model.state.Condition.Bad;
import io.millrace.model.state.Condition.Compared;
import io.millrace.model.state.Condition.Comparison;
import io.millrace.model.state.Condition.Equal;
import io.millrace.model.state.Condition.Not;
import io.millrace.model.state.Condition.OutsideWorkingTime;
import io.millrace.model.state.Condition.Stale;
import io.millrace.model.time.Times;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateModelTest {
  private static final Condition SILENT = new Stale("power", Times.MINUTE);
  private static final Condition FAULT_BIT = new Equal("fault", new SampleValue.OfBoolean(true));
  private static final Condition POWER = new Compared("power", Comparison.ABOVE, 10);
  private static final StateModel MACHINE =
      new StateModel(
          List.of(
              new StateRule(AssetState.NO_DATA, "silent", SILENT, 0),
              new StateRule(AssetState.FAULT, "fault bit", FAULT_BIT, 0),
              new StateRule(AssetState.RUNNING, "", POWER, 0),
              new StateRule(AssetState.PLANNED_STOP, "no shift", new OutsideWorkingTime(), 0)),
          AssetState.IDLE,
          0);
  private static final ShiftCalendar OFFICE_HOURS =
      new ShiftCalendar(
          ZoneOffset.UTC,
          LocalDate.EPOCH,
          List.of(DayPlan.of(ShiftSlot.of("Day", LocalTime.of(8, 0), LocalTime.of(16, 0)))),
          List.of());
  private static final long NOON = 12 * Times.HOUR;
  private static final long EVENING = 20 * Times.HOUR;

  @Test
  void the_first_rule_that_holds_says_the_state() {
    assertThat(state(NOON, power(50), fault(false))).isEqualTo(AssetState.RUNNING);
    assertThat(state(NOON, power(50), fault(true))).isEqualTo(AssetState.FAULT);
    assertThat(state(NOON, power(2), fault(false))).isEqualTo(AssetState.IDLE);
    assertThat(state(EVENING, power(2), fault(false))).isEqualTo(AssetState.PLANNED_STOP);
  }

  @Test
  void silence_is_no_data_and_unchanged_is_not() {
    Sample old = new Sample(NOON - 2 * Times.MINUTE, new SampleValue.OfDouble(50), Quality.GOOD);
    assertThat(read(MACHINE, NOON, Map.of("power", old)).state()).isEqualTo(AssetState.NO_DATA);
    assertThat(read(MACHINE, NOON, Map.of()).reason()).isEqualTo("silent");
  }

  @Test
  void what_is_unknown_is_never_taken_for_otherwise() {
    assertThat(read(MACHINE, NOON, Map.of("power", power(NOON, 2, Quality.GOOD))).state())
        .isEqualTo(AssetState.NO_DATA);
    assertThat(state(NOON, power(50, Quality.BAD), fault(false))).isEqualTo(AssetState.NO_DATA);
    assertThat(state(NOON, power(50, Quality.UNCERTAIN), fault(false)))
        .isEqualTo(AssetState.RUNNING);
  }

  @Test
  void a_rule_below_an_unknown_one_may_still_say_the_state() {
    assertThat(read(MACHINE, NOON, Map.of("power", power(NOON, 50, Quality.GOOD))).state())
        .isEqualTo(AssetState.RUNNING);
  }

  @Test
  void the_negation_of_what_is_unknown_is_unknown() {
    Condition notFaulty = new Not(FAULT_BIT);
    assertThat(holds(notFaulty, Map.of())).isFalse();
    assertThat(holds(new Not(notFaulty), Map.of())).isFalse();
    assertThat(holds(new AnyOf(List.of(notFaulty, POWER)), Map.of("power", power(NOON, 50, 0))))
        .isTrue();
    assertThat(holds(new AllOf(List.of(notFaulty, POWER)), Map.of("power", power(NOON, 50, 0))))
        .isFalse();
    assertThat(holds(new AllOf(List.of()), Map.of())).isTrue();
  }

  @Test
  void without_a_calendar_no_stop_is_planned() {
    StateModel model =
        new StateModel(
            List.of(new StateRule(AssetState.PLANNED_STOP, "", new OutsideWorkingTime(), 0)),
            AssetState.IDLE,
            0);
    assertThat(model.readAt(EVENING, _ -> null, null).state()).isEqualTo(AssetState.NO_DATA);
    assertThat(model.readAt(EVENING, _ -> null, OFFICE_HOURS).state())
        .isEqualTo(AssetState.PLANNED_STOP);
  }

  @Test
  void thresholds_compare_all_kinds_of_number() {
    Map<String, Sample> values =
        Map.of(
            "huge", sample(new SampleValue.OfUint64(-1L)),
            "whole", sample(new SampleValue.OfInt64(7)),
            "text", sample(new SampleValue.OfText("7")));
    assertThat(holds(new Compared("huge", Comparison.ABOVE, 1e19), values)).isTrue();
    assertThat(holds(new Compared("whole", Comparison.AT_LEAST, 7), values)).isTrue();
    assertThat(holds(new Compared("whole", Comparison.BELOW, 7), values)).isFalse();
    assertThat(holds(new Compared("whole", Comparison.AT_MOST, 7), values)).isTrue();
    assertThat(holds(new Compared("text", Comparison.AT_LEAST, 0), values)).isFalse();
    assertThat(holds(new Equal("whole", new SampleValue.OfDouble(7)), values)).isTrue();
    assertThat(holds(new Equal("text", new SampleValue.OfDouble(7)), values)).isFalse();
    assertThat(holds(new Equal("text", new SampleValue.OfText("7")), values)).isTrue();
    assertThat(holds(new Bad("whole"), values)).isFalse();
  }

  @Test
  void a_model_names_the_slots_that_it_looks_at() {
    assertThat(MACHINE.slots()).containsExactly("fault", "power");
  }

  @Test
  void size_and_depth_are_bounded() {
    StateRule rule = new StateRule(AssetState.RUNNING, "", POWER, 0);
    assertThatThrownBy(() -> new StateModel(Collections.nCopies(65, rule), AssetState.IDLE, 0))
        .isInstanceOf(StateException.class)
        .hasMessageContaining("at most 64 rules");
    Condition deep = POWER;
    for (int i = 0; i < 17; i++) {
      deep = new Not(deep);
    }
    StateRule tooDeep = new StateRule(AssetState.RUNNING, "", deep, 0);
    assertThatThrownBy(() -> new StateModel(List.of(tooDeep), AssetState.IDLE, 0))
        .hasMessageContaining("nested more than 16 deep");
    Condition wide = new AnyOf(Collections.nCopies(500, POWER));
    StateRule tooWide = new StateRule(AssetState.RUNNING, "", wide, 0);
    assertThatThrownBy(() -> new StateModel(List.of(tooWide), AssetState.IDLE, 0))
        .hasMessageContaining("at most 500 conditions");
    assertThatThrownBy(() -> new Compared("", Comparison.ABOVE, 1))
        .isInstanceOf(StateException.class);
    assertThatThrownBy(() -> new Compared("p", Comparison.ABOVE, Double.NaN))
        .isInstanceOf(StateException.class);
  }

  private static AssetState state(long timeNs, Sample power, Sample fault) {
    Sample now = new Sample(timeNs, power.value(), power.quality());
    return read(MACHINE, timeNs, Map.of("power", now, "fault", fault)).state();
  }

  private static boolean holds(Condition condition, Map<String, Sample> latest) {
    StateModel model =
        new StateModel(
            List.of(new StateRule(AssetState.RUNNING, "", condition, 0)), AssetState.IDLE, 0);
    return read(model, NOON, latest).state() == AssetState.RUNNING;
  }

  private static StateModel.Reading read(
      StateModel model, long timeNs, Map<String, Sample> latest) {
    return model.readAt(timeNs, latest::get, OFFICE_HOURS);
  }

  private static Sample power(double kw) {
    return power(NOON, kw, Quality.GOOD);
  }

  private static Sample power(double kw, int quality) {
    return power(NOON, kw, quality);
  }

  private static Sample power(long timeNs, double kw, int quality) {
    return new Sample(timeNs, new SampleValue.OfDouble(kw), quality);
  }

  private static Sample fault(boolean on) {
    return sample(new SampleValue.OfBoolean(on));
  }

  private static Sample sample(SampleValue value) {
    return new Sample(NOON, value, Quality.GOOD);
  }
}
