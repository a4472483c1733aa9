package io.millrace.registry.plant;

import static io.millrace.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.calendar.BreakSlot;
import io.millrace.model.calendar.DayException;
import io.millrace.model.calendar.DayPlan;
import io.millrace.model.calendar.ShiftCalendar;
import io.millrace.model.calendar.ShiftSlot;
import io.millrace.model.context.ContextChange;
import io.millrace.model.context.ContextChange.EnumerationDefined;
import io.millrace.model.id.PointId;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.Enumeration;
import io.millrace.model.plant.EnumerationEntry;
import io.millrace.model.plant.EnumerationVersion;
import io.millrace.model.plant.PlantCalendar;
import io.millrace.model.plant.PlantStateModel;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointSpec;
import io.millrace.model.plant.StateModelUse;
import io.millrace.model.sample.SampleValue;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.state.AssetState;
import io.millrace.model.state.Condition;
import io.millrace.model.state.StateModel;
import io.millrace.model.state.StateRule;
import io.millrace.model.time.Times;
import io.millrace.registry.context.OutboxEntry;
import io.millrace.registry.error.RegistryError;
import io.millrace.registry.testing.RegistryContract;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Enumerations, calendars and state models: what other things refer to. */
class DefinitionsTest extends RegistryContract {
  private static final ShiftCalendar SHIFTS =
      new ShiftCalendar(
          ZoneId.of("Europe/Berlin"),
          LocalDate.of(2026, 1, 5),
          List.of(
              DayPlan.of(
                  new ShiftSlot(
                      "Early",
                      "Red",
                      0,
                      LocalTime.of(6, 0),
                      LocalTime.of(14, 0),
                      List.of(new BreakSlot("Tea", LocalTime.of(9, 0), LocalTime.of(9, 15)))),
                  ShiftSlot.of("Night", LocalTime.of(22, 0), LocalTime.of(6, 0))),
              DayPlan.OFF),
          List.of(DayException.holiday(LocalDate.of(2026, 5, 1), "Labour Day")));

  private static final StateModel RULES =
      new StateModel(
          List.of(
              new StateRule(
                  AssetState.NO_DATA, "silent", new Condition.Stale("power", Times.MINUTE), 0),
              new StateRule(
                  AssetState.FAULT,
                  "alarm",
                  new Condition.AnyOf(
                      List.of(
                          new Condition.Equal("mode", new SampleValue.OfEnumeration(3)),
                          new Condition.Equal("text", new SampleValue.OfText("ERR")),
                          new Condition.Equal("flag", new SampleValue.OfBoolean(true)),
                          new Condition.Equal("count", new SampleValue.OfInt64(-7)),
                          new Condition.Bad("power"))),
                  5 * Times.SECOND),
              new StateRule(
                  AssetState.RUNNING,
                  "",
                  new Condition.AllOf(
                      List.of(
                          new Condition.Compared("power", Condition.Comparison.ABOVE, 10.5),
                          new Condition.Compared("power", Condition.Comparison.AT_MOST, 1e6),
                          new Condition.Not(
                              new Condition.Compared("power", Condition.Comparison.BELOW, 0)),
                          new Condition.Compared("power", Condition.Comparison.AT_LEAST, 0))),
                  0),
              new StateRule(AssetState.PLANNED_STOP, "", new Condition.OutsideWorkingTime(), 0)),
          AssetState.IDLE,
          30 * Times.SECOND);

  @Test
  void a_new_version_of_an_enumeration_is_told_for_each_point_that_uses_it() {
    List<EnumerationEntry> first =
        List.of(new EnumerationEntry(0, "idle"), new EnumerationEntry(1, "run"));
    List<EnumerationEntry> second =
        List.of(new EnumerationEntry(0, "idle"), new EnumerationEntry(2, "run"));
    Enumeration made = registry.enumerations().create(ada, "Machine state", "ms", first);
    Point point =
        registry
            .points()
            .create(
                ada,
                PointSpec.of("State", ValueKind.ENUMERATION).edit().enumeration(made.id()).build());
    assertThat(takeContext())
        .extracting(OutboxEntry::change)
        .contains(
            (ContextChange) new EnumerationDefined(point.id(), Map.of("idle", 0L, "run", 1L)));
    Enumeration revised =
        registry.enumerations().update(ada, made.id(), 1, "Machine state", "ms", second);
    assertThat(revised.versions()).extracting(EnumerationVersion::number).containsExactly(1, 2);
    assertThat(registry.enumerations().find(acme, made.id())).contains(revised);
    assertThat(registry.enumerations().all(acme)).containsExactly(revised);
    assertThat(takeContext())
        .extracting(OutboxEntry::change)
        .containsExactly(new EnumerationDefined(point.id(), Map.of("idle", 0L, "run", 2L)));
    refused(
        RegistryError.REGISTRY_STALE,
        () -> registry.enumerations().update(ada, made.id(), 1, "X", "", first));
    refused(
        RegistryError.REGISTRY_NAME_TAKEN,
        () -> registry.enumerations().create(ada, "machine STATE", "", first));
    refused(
        RegistryError.REGISTRY_NAME_TAKEN,
        () -> registry.enumerations().create(ada, "Other", "ms", first));
  }

  @Test
  void a_calendar_is_stored_whole_and_followed_from_above() {
    PlantCalendar made = registry.calendars().create(ada, "Two shifts", "two", SHIFTS);
    assertThat(registry.calendars().find(acme, made.id())).contains(made);
    Asset site = asset("Plant 1");
    registry.assets().update(ada, site.id(), 1, site.spec().edit().calendar(made.id()).build());
    Asset press = asset(asset(site.id(), "Area").id(), "Press");
    assertThat(registry.calendars().ofAsset(acme, press.id())).contains(made);
    assertThat(registry.calendars().ofAsset(acme, asset("Elsewhere").id())).isEmpty();
    refused(RegistryError.REGISTRY_CONFLICT, () -> registry.calendars().delete(ada, made.id(), 1));
    PlantCalendar spare = registry.calendars().create(ada, "Spare", "", SHIFTS);
    registry.calendars().delete(ada, spare.id(), 1);
    assertThat(registry.calendars().all(acme)).containsExactly(made);
  }

  @Test
  void a_changed_calendar_has_a_new_version() {
    PlantCalendar made = registry.calendars().create(ada, "Two shifts", "two", SHIFTS);
    ShiftCalendar open = SHIFTS.withExceptions(List.of());
    PlantCalendar changed =
        registry.calendars().update(ada, made.id(), 1, "Two shifts", "two", open);
    assertThat(changed.version()).isEqualTo(2);
    assertThat(changed.shifts()).isEqualTo(open);
    assertThat(registry.calendars().update(ada, made.id(), 2, "Two shifts", "two", open))
        .isEqualTo(changed);
    refused(
        RegistryError.REGISTRY_STALE,
        () -> registry.calendars().update(ada, made.id(), 1, "Two shifts", "two", SHIFTS));
  }

  @Test
  void a_state_model_is_stored_whole() {
    PlantStateModel made =
        registry.stateModels().create(ada, "Machine", "m", "die-casting-machine", RULES);
    PlantStateModel found = registry.stateModels().find(acme, made.id()).orElseThrow();
    assertThat(found).isEqualTo(made);
    assertThat(found.rules()).isEqualTo(RULES);
  }

  @Test
  void slots_are_filled_by_the_assets_points_of_that_name_unless_said_otherwise() {
    PlantStateModel model = registry.stateModels().create(ada, "Machine", "", "", RULES);
    Asset press = asset("Press");
    PointId power = point(press.id(), "Power").id();
    PointId elsewhere = point(asset("Other").id(), "Flag").id();
    StateModelUse use =
        registry.stateModels().use(ada, press.id(), model.id(), Map.of("flag", elsewhere));
    assertThat(use.points()).isEqualTo(Map.of("power", power, "flag", elsewhere));
    assertThat(registry.stateModels().useOf(acme, press.id())).contains(use);
    assertThat(registry.stateModels().uses(acme)).containsExactly(use);
    refused(
        RegistryError.REGISTRY_INVALID,
        () -> registry.stateModels().use(ada, press.id(), model.id(), Map.of("nonsense", power)));
    refused(
        RegistryError.REGISTRY_CONFLICT, () -> registry.stateModels().delete(ada, model.id(), 1));
    registry.stateModels().useNone(ada, press.id());
    assertThat(registry.stateModels().useOf(acme, press.id())).isEmpty();
    registry.stateModels().delete(ada, model.id(), 1);
  }
}
