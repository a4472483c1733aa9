package io.millrace.registry.plant;

import static io.millrace.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.context.ContextChange;
import io.millrace.model.context.ContextChange.PointDefined;
import io.millrace.model.context.ContextChange.SamplesDeleted;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.Classification;
import io.millrace.model.plant.NumericRange;
import io.millrace.model.plant.PlantException;
import io.millrace.model.plant.PlantPath;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointRanges;
import io.millrace.model.plant.PointRole;
import io.millrace.model.plant.PointSpec;
import io.millrace.model.plant.PointStatus;
import io.millrace.model.plant.UnitSpan;
import io.millrace.model.point.Interpolation;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import io.millrace.model.unit.UnitError;
import io.millrace.registry.change.Actor;
import io.millrace.registry.context.OutboxEntry;
import io.millrace.registry.error.RegistryError;
import io.millrace.registry.testing.RegistryContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointsTest extends RegistryContract {
  @Test
  void a_point_comes_back_as_it_was_described() {
    Asset furnace = asset("Furnace 1");
    PointSpec spec =
        PointSpec.of("Bath temperature", ValueKind.DOUBLE)
            .edit()
            .asset(furnace.id())
            .unit("Cel")
            .tag("TI-101")
            .externalKey("erp-7")
            .description("Thermocouple type K")
            .interpolation(Interpolation.STEPPED)
            .sameTimePolicy(SameTimePolicy.REPLACE)
            .expectedPeriodNs(Times.SECOND)
            .retentionNs(365 * Times.DAY)
            .resolution(0.1)
            .ranges(
                new PointRanges(
                    new NumericRange(-50.0, 1300.0),
                    new NumericRange(680.0, 740.0),
                    new NumericRange(null, 780.0)))
            .role(PointRole.MEASURED)
            .owner("melt shop")
            .classification(Classification.RESTRICTED)
            .build();
    Point made = registry.points().create(ada, spec);
    assertThat(made.status()).isEqualTo(PointStatus.ACTIVE);
    assertThat(registry.points().find(acme, made.id())).contains(made);
    assertThat(made.spec()).isEqualTo(spec);
    assertThat(registry.points().findByKey(acme, "erp-7")).contains(made);
    assertThat(registry.points().findByPath(acme, PlantPath.parse("furnace 1/bath TEMPERATURE")))
        .contains(made);
    assertThat(registry.points().ofAsset(acme, furnace.id())).containsExactly(made);
  }

  @Test
  void law4_what_decoding_depends_on_is_told_to_the_journal() {
    Point point = point(asset("Furnace 1").id(), "Temperature");
    assertThat(takeContext())
        .extracting(OutboxEntry::change)
        .containsExactly(new PointDefined(point.id(), point.spec().traits()));
    Point described =
        registry
            .points()
            .update(ada, point.id(), 1, point.spec().edit().description("Hot").build());
    assertThat(takeContext()).isEmpty();
    PointSpec counted = described.spec().edit().counter(true).build();
    registry.points().update(ada, point.id(), 2, counted);
    assertThat(takeContext())
        .extracting(OutboxEntry::change)
        .containsExactly(new PointDefined(point.id(), counted.traits()));
  }

  @Test
  void fields_that_contradict_the_kind_are_refused_by_name() {
    PointSpec text = PointSpec.of("State", ValueKind.TEXT);
    assertThatThrownBy(() -> text.edit().unit("Cel").build())
        .isInstanceOfSatisfying(PlantException.class, e -> assertThat(e.field()).isEqualTo("unit"));
    assertThatThrownBy(() -> text.edit().interpolation(Interpolation.LINEAR).build())
        .isInstanceOfSatisfying(
            PlantException.class, e -> assertThat(e.field()).isEqualTo("interpolation"));
    assertThatThrownBy(() -> new NumericRange(5.0, 1.0)).isInstanceOf(PlantException.class);
    assertThatThrownBy(() -> PointSpec.of(" ", ValueKind.TEXT)).isInstanceOf(PlantException.class);
    assertThatThrownBy(() -> PointSpec.of("a\tb", ValueKind.TEXT))
        .isInstanceOf(PlantException.class);
  }

  @Test
  void a_unit_must_be_a_ucum_code() {
    PointSpec spec = PointSpec.of("Temperature", ValueKind.DOUBLE).edit().unit("°C").build();
    refused(UnitError.UNIT_UNKNOWN, () -> registry.points().create(ada, spec));
  }

  @Test
  void a_point_keeps_its_kind_for_ever() {
    Point point = point(asset("A").id(), "P");
    PointSpec other = PointSpec.of("P", ValueKind.INT64);
    refused(
            RegistryError.REGISTRY_INVALID,
            () -> registry.points().update(ada, point.id(), 1, other))
        .hasMessageContaining("keeps its kind for ever");
  }

  @Test
  void law14_renaming_and_moving_keep_the_id() {
    Asset hallA = asset("Hall A");
    Asset hallB = asset("Hall B");
    Point point = point(hallA.id(), "Temperature");
    clock.advance(Times.DAY);
    Point moved =
        registry
            .points()
            .update(
                ada,
                point.id(),
                1,
                point.spec().edit().name("Air temperature").asset(hallB.id()).build());
    assertThat(moved.id()).isEqualTo(point.id());
    assertThat(registry.points().ofAsset(acme, hallA.id())).isEmpty();
    assertThat(registry.points().ofAsset(acme, hallB.id())).containsExactly(moved);
    assertThat(registry.points().aliases(acme, point.id()))
        .singleElement()
        .satisfies(alias -> assertThat(alias.text()).isEqualTo("Temperature"));
  }

  @Test
  void a_first_unit_is_that_of_all_samples() {
    Point point = point(asset("A").id(), "P");
    registry.points().update(ada, point.id(), 1, point.spec().edit().unit("bar").build());
    assertThat(registry.points().units(acme, point.id()))
        .containsExactly(new UnitSpan("bar", Long.MIN_VALUE, Long.MAX_VALUE));
  }

  @Test
  void law14_another_unit_holds_from_its_date_on() {
    Point point = point(asset("A").id(), "P");
    point = registry.points().update(ada, point.id(), 1, point.spec().edit().unit("bar").build());
    point = registry.points().changeUnit(ada, point.id(), 2, "kPa", 1_000);
    Point last = registry.points().changeUnit(ada, point.id(), 3, "MPa", 5_000);
    assertThat(registry.points().units(acme, point.id()))
        .containsExactly(
            new UnitSpan("bar", Long.MIN_VALUE, 1_000),
            new UnitSpan("kPa", 1_000, 5_000),
            new UnitSpan("MPa", 5_000, Long.MAX_VALUE));
    refused(
        UnitError.UNIT_INCOMMENSURABLE,
        () -> registry.points().changeUnit(ada, last.id(), 4, "Cel", 9_000));
    refused(
        UnitError.UNIT_INCOMMENSURABLE,
        () -> registry.points().update(ada, last.id(), 4, last.spec().edit().unit("Cel").build()));
  }

  @Test
  void a_wrong_unit_is_corrected_for_all_samples() {
    Point point = point(asset("A").id(), "P");
    registry.points().update(ada, point.id(), 1, point.spec().edit().unit("bar").build());
    registry.points().correctUnit(ada, point.id(), 2, "Cel");
    assertThat(registry.points().units(acme, point.id()))
        .containsExactly(new UnitSpan("Cel", Long.MIN_VALUE, Long.MAX_VALUE));
  }

  @Test
  void a_retired_point_is_kept_and_its_name_is_free() {
    Asset asset = asset("A");
    Point point = point(asset.id(), "P");
    Point retired = registry.points().retire(ada, point.id(), 1);
    assertThat(retired.status()).isEqualTo(PointStatus.RETIRED);
    assertThat(registry.points().ofAsset(acme, asset.id())).isEmpty();
    assertThat(registry.points().page(acme, PointStatus.RETIRED, null, 10))
        .containsExactly(retired);
    refused(
        RegistryError.REGISTRY_CONFLICT,
        () -> registry.points().update(ada, point.id(), 2, point.spec()));
    Point second = point(asset.id(), "P");
    refused(RegistryError.REGISTRY_NAME_TAKEN, () -> registry.points().restore(ada, point.id(), 2));
    registry.points().retire(ada, second.id(), 1);
    assertThat(registry.points().restore(ada, point.id(), 2).status())
        .isEqualTo(PointStatus.ACTIVE);
  }

  @Test
  void law15_a_deletion_of_samples_is_told_to_the_journal_and_remembered() {
    Point point = point(asset("A").id(), "P");
    forgetContext();
    registry.points().deleteSamples(ada, point.id(), new TimeRange(10, 20));
    assertThat(takeContext())
        .extracting(OutboxEntry::change)
        .containsExactly((ContextChange) new SamplesDeleted(point.id(), new TimeRange(10, 20)));
    assertThat(registry.changes().of(acme, point.id().value(), Long.MAX_VALUE, 1))
        .singleElement()
        .satisfies(change -> assertThat(change.principal()).isEqualTo("ada"));
  }

  @Test
  void many_points_are_found_at_once_and_paged_in_order() {
    Asset asset = asset("A");
    List<Point> made = new ArrayList<>();
    for (int i = 0; i < 1_200; i++) {
      made.add(point(asset.id(), "P" + i));
    }
    assertThat(registry.points().findAll(acme, made.stream().map(Point::id).toList()))
        .containsExactlyInAnyOrderElementsOf(made);
    List<Point> first = registry.points().page(acme, PointStatus.ACTIVE, null, 1_000);
    List<Point> second =
        registry.points().page(acme, PointStatus.ACTIVE, first.getLast().id(), 1_000);
    assertThat(first).hasSize(1_000);
    assertThat(second).hasSize(200);
    assertThat(first).containsExactlyElementsOf(made.subList(0, 1_000));
  }

  @Test
  void another_organisation_finds_and_changes_nothing() {
    Actor eve = stranger();
    Point ours = point(asset("A").id(), "P");
    assertThat(registry.points().find(eve.organisation(), ours.id())).isEmpty();
    assertThat(registry.points().findAll(eve.organisation(), List.of(ours.id()))).isEmpty();
    assertThat(registry.points().units(eve.organisation(), ours.id())).isEmpty();
    refused(
        RegistryError.REGISTRY_NOT_FOUND,
        () -> registry.points().deleteSamples(eve, ours.id(), new TimeRange(0, 1)));
    refused(
        RegistryError.REGISTRY_NOT_FOUND,
        () -> registry.points().update(eve, ours.id(), 1, ours.spec()));
    refused(RegistryError.REGISTRY_NOT_FOUND, () -> registry.points().create(eve, ours.spec()));
  }
}
