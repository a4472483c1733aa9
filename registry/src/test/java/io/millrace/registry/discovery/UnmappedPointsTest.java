package io.millrace.registry.discovery;

import static io.millrace.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.model.context.ContextChange;
import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.context.ContextChange.PointDefined;
import io.millrace.model.context.ContextChange.PointUnbound;
import io.millrace.model.context.ContextChange.UnmappedPointsClosed;
import io.millrace.model.id.PointId;
import io.millrace.model.plant.Address;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointSpec;
import io.millrace.model.plant.PointStatus;
import io.millrace.model.plant.Source;
import io.millrace.model.plant.SourceSpec;
import io.millrace.model.plant.UnitSpan;
import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.unit.UnitConversion;
import io.millrace.model.unit.UnitError;
import io.millrace.registry.change.Actor;
import io.millrace.registry.change.Change;
import io.millrace.registry.change.ChangeAction;
import io.millrace.registry.context.OutboxEntry;
import io.millrace.registry.error.RegistryError;
import io.millrace.registry.plant.BindingRequest;
import io.millrace.registry.search.Search;
import io.millrace.registry.search.SearchHit;
import io.millrace.registry.testing.RegistryContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnmappedPointsTest extends RegistryContract {
  private Source gateway;
  private Actor pipeline;

  @BeforeEach
  void describeAGateway() {
    gateway = source("gateway");
    pipeline = new Actor(acme, "pipeline");
    forgetContext();
  }

  @Test
  void discovered_addresses_become_points_that_nobody_has_described() {
    List<DiscoveredAddress> seen =
        List.of(seen("line1/oven", "bearingTemp"), seen("line1/oven", "power"));
    assertThat(registry.unmappedPoints().discover(pipeline, seen))
        .isEqualTo(new DiscoveryResult(2, 0, 0));
    assertThat(registry.unmappedPoints().discover(pipeline, seen))
        .isEqualTo(new DiscoveryResult(0, 2, 0));
    assertThat(registry.unmappedPoints().ofSource(acme, gateway.id(), PointStatus.UNMAPPED))
        .extracting(u -> u.point().id(), u -> u.point().name(), UnmappedPoint::firstSeenNs)
        .containsExactly(
            tuple(seen.get(0).point(), "Bearing temp", 5_000L),
            tuple(seen.get(1).point(), "Power", 5_000L));
    assertThat(registry.unmappedPoints().page(acme, PointStatus.UNMAPPED, null, 10)).hasSize(2);
    assertThat(takeContext()).as("decoding knows them already").isEmpty();
  }

  @Test
  void unmapped_points_are_found_by_their_address() {
    registry.unmappedPoints().discover(pipeline, List.of(seen("line1/oven", "bearingTemp")));
    assertThat(registry.search().find(acme, "oven bear", Search.ALL, 10))
        .singleElement()
        .satisfies(hit -> assertThat(hit.unmapped()).isTrue());
  }

  @Test
  void law7_a_full_source_is_told_to_the_journal_once() {
    Source small =
        registry.sources().create(ada, SourceSpec.of("small").edit().maxUnmappedPoints(2).build());
    forgetContext();
    List<DiscoveredAddress> three = new ArrayList<>();
    for (String path : List.of("a", "b", "c")) {
      three.add(seen(small, "ch", path, ValueKind.DOUBLE));
    }
    assertThat(registry.unmappedPoints().discover(pipeline, three))
        .isEqualTo(new DiscoveryResult(2, 0, 1));
    assertThat(registry.unmappedPoints().discover(pipeline, three))
        .isEqualTo(new DiscoveryResult(0, 2, 1));
    assertThat(takeContext())
        .extracting(OutboxEntry::change)
        .containsExactly(
            new UnmappedPointsClosed(
                small.id(),
                List.of(
                    new ContextChange.Address("ch", "a", ValueKind.DOUBLE),
                    new ContextChange.Address("ch", "b", ValueKind.DOUBLE))));
    registry.sources().update(ada, small.id(), 1, small.spec().edit().maxUnmappedPoints(3).build());
    forgetContext();
    assertThat(registry.unmappedPoints().discover(pipeline, three))
        .isEqualTo(new DiscoveryResult(1, 2, 0));
    assertThat(takeContext()).hasSize(1);
  }

  @Test
  void addresses_of_unknown_or_others_sources_are_refused() {
    Actor eve = stranger();
    assertThat(registry.unmappedPoints().discover(eve, List.of(seen("line1/oven", "power"))))
        .isEqualTo(new DiscoveryResult(0, 0, 1));
  }

  @Test
  void law14_adoption_keeps_the_id_and_so_the_history() {
    Asset oven = asset("Oven");
    PointId id = discover("line1/oven", "power");
    PointSpec spec =
        PointSpec.of("Power", ValueKind.DOUBLE).edit().asset(oven.id()).unit("kW").build();
    List<Point> adopted = registry.unmappedPoints().adopt(ada, List.of(Adoption.plain(id, spec)));
    assertThat(adopted).singleElement().satisfies(p -> assertThat(p.id()).isEqualTo(id));
    assertThat(registry.points().ofAsset(acme, oven.id())).isEqualTo(adopted);
    assertThat(takeContext())
        .extracting(OutboxEntry::change)
        .containsExactly(
            new PointDefined(id, spec.traits()),
            new PointBound(gateway.id(), "line1/oven", "power", id, Long.MIN_VALUE, 1, 0));
    assertThat(registry.points().units(acme, id))
        .containsExactly(new UnitSpan("kW", Long.MIN_VALUE, Long.MAX_VALUE));
    assertThat(registry.unmappedPoints().page(acme, PointStatus.UNMAPPED, null, 10)).isEmpty();
    refused(
        RegistryError.REGISTRY_CONFLICT,
        () -> registry.unmappedPoints().adopt(ada, List.of(Adoption.plain(id, spec))));
  }

  @Test
  void conversion_begins_with_the_adoption_and_what_came_before_keeps_its_unit() {
    PointId id = discover("line1/oven", "temp");
    PointSpec spec = PointSpec.of("Temperature", ValueKind.DOUBLE).edit().unit("Cel").build();
    registry
        .unmappedPoints()
        .adopt(ada, List.of(new Adoption(id, spec, "[degF]", UnitConversion.IDENTITY)));
    List<UnitSpan> units = registry.points().units(acme, id);
    assertThat(units).extracting(UnitSpan::unit).containsExactly("[degF]", "Cel");
    assertThat(registry.bindings().ofPoint(acme, id))
        .singleElement()
        .satisfies(
            binding -> {
              assertThat(binding.validFromNs()).isEqualTo(units.get(1).validFromNs());
              assertThat(binding.stored().apply(212)).isEqualTo(100);
            });
  }

  @Test
  void many_are_adopted_at_once_with_names_that_differ_or_none_is() {
    Asset line = asset("Line");
    List<PointId> ids = new ArrayList<>();
    for (String oven : List.of("oven1", "oven2")) {
      ids.add(discover("line1/" + oven, "temp"));
      ids.add(discover("line1/" + oven, "power"));
    }
    List<Adoption> proposed = new ArrayList<>();
    for (Adoption adoption : registry.unmappedPoints().propose(acme, ids)) {
      proposed.add(
          Adoption.plain(adoption.point(), adoption.spec().edit().asset(line.id()).build()));
    }
    assertThat(proposed)
        .extracting(adoption -> adoption.spec().name())
        .containsExactly("Temp", "Power", "Oven2 temp", "Oven2 power");
    List<Adoption> oneBad = new ArrayList<>(proposed);
    oneBad.set(
        3, Adoption.plain(ids.get(3), proposed.get(3).spec().edit().unit("nonsense").build()));
    refused(UnitError.UNIT_UNKNOWN, () -> registry.unmappedPoints().adopt(ada, oneBad));
    assertThat(registry.points().ofAsset(acme, line.id())).isEmpty();
    registry.unmappedPoints().adopt(ada, proposed);
    assertThat(registry.points().ofAsset(acme, line.id())).hasSize(4);
  }

  @Test
  void an_adoption_can_be_undone() {
    PointId id = discover("line1/oven", "power");
    PointSpec spec = PointSpec.of("Oven power", ValueKind.DOUBLE).edit().unit("kW").build();
    registry.unmappedPoints().adopt(ada, List.of(Adoption.plain(id, spec)));
    forgetContext();
    refused(RegistryError.REGISTRY_STALE, () -> registry.unmappedPoints().undo(ada, id, 1));
    Point undone = registry.unmappedPoints().undo(ada, id, 2);
    assertThat(undone.status()).isEqualTo(PointStatus.UNMAPPED);
    assertThat(undone.name()).isEqualTo("Power");
    assertThat(takeContext())
        .extracting(OutboxEntry::change)
        .containsExactly(
            new PointUnbound(gateway.id(), "line1/oven", "power", Long.MIN_VALUE),
            new PointDefined(id, PointTraits.undefined(ValueKind.DOUBLE)));
    assertThat(registry.bindings().ofPoint(acme, id)).isEmpty();
    assertThat(registry.changes().of(acme, id.value(), Long.MAX_VALUE, 10))
        .extracting(Change::action)
        .containsExactly(
            ChangeAction.ADOPTION_UNDONE,
            ChangeAction.UNBOUND,
            ChangeAction.BOUND,
            ChangeAction.ADOPTED,
            ChangeAction.DISCOVERED);
    registry.unmappedPoints().adopt(ada, List.of(Adoption.plain(id, spec)));
  }

  @Test
  void undoing_an_adoption_with_conversion_begins_raw_values_anew() {
    PointId id = discover("line1/oven", "temp");
    PointSpec spec = PointSpec.of("Temperature", ValueKind.DOUBLE).edit().unit("Cel").build();
    registry
        .unmappedPoints()
        .adopt(ada, List.of(new Adoption(id, spec, "[degF]", UnitConversion.IDENTITY)));
    registry.unmappedPoints().undo(ada, id, 2);
    assertThat(registry.points().units(acme, id))
        .extracting(UnitSpan::unit)
        .containsExactly("[degF]", "Cel", "[degF]");
  }

  @Test
  void an_adoption_with_other_addresses_cannot_be_undone() {
    PointId id = discover("line1/oven", "power");
    PointSpec spec = PointSpec.of("Power", ValueKind.DOUBLE);
    registry.unmappedPoints().adopt(ada, List.of(Adoption.plain(id, spec)));
    registry
        .bindings()
        .bind(ada, BindingRequest.plain(new Address(gateway.id(), "other", ""), id, 0));
    refused(RegistryError.REGISTRY_CONFLICT, () -> registry.unmappedPoints().undo(ada, id, 2));
    Point described = point(asset("A").id(), "P");
    refused(
        RegistryError.REGISTRY_CONFLICT,
        () -> registry.unmappedPoints().undo(ada, described.id(), 1));
  }

  @Test
  void dismissed_points_are_neither_listed_nor_found_and_come_back_when_recalled() {
    PointId id = discover("line1/oven", "debug");
    registry.unmappedPoints().dismiss(ada, List.of(id));
    assertThat(registry.unmappedPoints().page(acme, PointStatus.UNMAPPED, null, 10)).isEmpty();
    assertThat(registry.unmappedPoints().ofSource(acme, gateway.id(), PointStatus.DISMISSED))
        .hasSize(1);
    assertThat(registry.search().find(acme, "debug", Search.ALL, 10)).isEmpty();
    assertThat(registry.unmappedPoints().discover(pipeline, List.of(seen("line1/oven", "debug"))))
        .isEqualTo(new DiscoveryResult(0, 1, 0));
    registry.unmappedPoints().recall(ada, List.of(id));
    assertThat(registry.search().find(acme, "debug", Search.ALL, 10))
        .extracting(SearchHit::entity)
        .containsExactly(id.value());
  }

  private PointId discover(String channel, String path) {
    DiscoveredAddress one = seen(channel, path);
    registry.unmappedPoints().discover(pipeline, List.of(one));
    return one.point();
  }

  private DiscoveredAddress seen(String channel, String path) {
    return seen(gateway, channel, path, ValueKind.DOUBLE);
  }

  private static DiscoveredAddress seen(
      Source source, String channel, String path, ValueKind kind) {
    return new DiscoveredAddress(
        new Address(source.id(), channel, path),
        kind,
        PointId.ofAddress(source.id(), channel, path, kind.name()),
        5_000);
  }
}
