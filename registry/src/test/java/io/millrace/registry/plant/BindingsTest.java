package io.millrace.registry.plant;

import static io.millrace.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.model.context.ContextChange;
import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.context.ContextChange.PointUnbound;
import io.millrace.model.id.PointId;
import io.millrace.model.plant.Address;
import io.millrace.model.plant.AddressBinding;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointSpec;
import io.millrace.model.plant.Source;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.unit.UnitConversion;
import io.millrace.model.unit.UnitError;
import io.millrace.registry.change.Actor;
import io.millrace.registry.context.OutboxEntry;
import io.millrace.registry.error.RegistryError;
import io.millrace.registry.testing.RegistryContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BindingsTest extends RegistryContract {
  private Source gateway;
  private Address address;
  private Point pressure;

  @BeforeEach
  void describeAGateway() {
    gateway = source("gateway");
    address = new Address(gateway.id(), "plant/press", "values.p");
    pressure = numeric("Pressure", "bar");
    forgetContext();
  }

  @Test
  void values_are_scaled_and_converted_to_the_points_unit() {
    registry
        .bindings()
        .bind(
            ada,
            new BindingRequest(address, pressure.id(), 1_000, "kPa", new UnitConversion(0.5, 10)));
    AddressBinding binding = registry.bindings().at(acme, address, 1_000).orElseThrow();
    assertThat(binding.stored().factor()).isEqualTo(0.005);
    assertThat(binding.stored().offset()).isEqualTo(0.1);
    assertThat(takeContext())
        .extracting(OutboxEntry::change)
        .containsExactly(
            new PointBound(
                gateway.id(), "plant/press", "values.p", pressure.id(), 1_000, 0.005, 0.1));
    assertThat(registry.bindings().at(acme, address, 999)).isEmpty();
    assertThat(registry.bindings().ofPoint(acme, pressure.id())).containsExactly(binding);
    assertThat(registry.bindings().ofSource(acme, gateway.id(), 10)).containsExactly(binding);
  }

  @Test
  void law14_a_replaced_sensor_keeps_the_points_history() {
    Source replacement = source("new gateway");
    Address newAddress = new Address(replacement.id(), "plant/press", "values.p");
    registry.bindings().bind(ada, BindingRequest.plain(address, pressure.id(), 0));
    registry.bindings().unbind(ada, address, 5_000);
    registry.bindings().bind(ada, BindingRequest.plain(newAddress, pressure.id(), 5_000));
    assertThat(registry.bindings().ofPoint(acme, pressure.id()))
        .extracting(b -> b.address().source() + " " + b.validFromNs() + " " + b.validToNs())
        .containsExactly(gateway.id() + " 0 5000", replacement.id() + " 5000 " + Long.MAX_VALUE);
    assertThat(takeContext())
        .extracting(OutboxEntry::change)
        .contains(new PointUnbound(gateway.id(), "plant/press", "values.p", 5_000));
  }

  @Test
  void an_address_belongs_to_one_point_at_a_time() {
    Point other = numeric("Other", "bar");
    registry.bindings().bind(ada, BindingRequest.plain(address, pressure.id(), 0));
    registry.bindings().bind(ada, BindingRequest.plain(address, other.id(), 100));
    assertThat(registry.bindings().ofAddress(acme, address))
        .extracting(AddressBinding::point, AddressBinding::validFromNs, AddressBinding::validToNs)
        .containsExactly(tuple(pressure.id(), 0L, 100L), tuple(other.id(), 100L, Long.MAX_VALUE));
  }

  @Test
  void the_timeline_of_an_address_is_what_decoding_makes_of_the_changes() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<PointId> points = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      points.add(numeric("P" + i, "").id());
    }
    forgetContext();
    // The naive model, and at the same time what a decoder does: from each moment on what was said.
    TreeMap<Long, @Nullable PointId> model = new TreeMap<>();
    for (int step = 0; step < 120; step++) {
      long fromNs = random.nextInt(40);
      Map.Entry<Long, @Nullable PointId> before = model.floorEntry(fromNs);
      if (random.nextInt(4) == 0 && before != null && before.getValue() != null) {
        registry.bindings().unbind(ada, address, fromNs);
        model.put(fromNs, null);
      } else {
        PointId point = points.get(random.nextInt(points.size()));
        registry.bindings().bind(ada, BindingRequest.plain(address, point, fromNs));
        model.put(fromNs, point);
      }
    }
    TreeMap<Long, @Nullable PointId> decoder = new TreeMap<>();
    for (OutboxEntry entry : takeContext()) {
      switch (entry.change()) {
        case PointBound bound -> decoder.put(bound.validFromNs(), bound.point());
        case PointUnbound unbound -> decoder.put(unbound.validFromNs(), null);
        case ContextChange other -> throw new AssertionError(other);
      }
    }
    for (long timeNs = -1; timeNs < 50; timeNs++) {
      PointId expected = valueAt(model, timeNs);
      assertThat(valueAt(decoder, timeNs))
          .as("decoder at %d, seed %d", timeNs, seed)
          .isEqualTo(expected);
      assertThat(
              registry.bindings().at(acme, address, timeNs).map(AddressBinding::point).orElse(null))
          .as("registry at %d, seed %d", timeNs, seed)
          .isEqualTo(expected);
    }
  }

  private static @Nullable PointId valueAt(
      NavigableMap<Long, @Nullable PointId> timeline, long timeNs) {
    Map.Entry<Long, @Nullable PointId> entry = timeline.floorEntry(timeNs);
    return entry == null ? null : entry.getValue();
  }

  @Test
  void a_changed_unit_changes_the_conversion_from_its_date_on() {
    registry
        .bindings()
        .bind(
            ada,
            new BindingRequest(
                address, pressure.id(), Long.MIN_VALUE, "kPa", UnitConversion.IDENTITY));
    forgetContext();
    registry.points().changeUnit(ada, pressure.id(), 1, "MPa", 7_000);
    assertThat(registry.bindings().ofPoint(acme, pressure.id()))
        .extracting(b -> b.validFromNs() + " " + b.stored().factor())
        .containsExactly(Long.MIN_VALUE + " 0.01", "7000 0.001");
    assertThat(takeContext())
        .extracting(OutboxEntry::change)
        .contains(
            new PointBound(
                gateway.id(), "plant/press", "values.p", pressure.id(), 7_000, 0.001, 0));
  }

  @Test
  void a_binding_over_a_change_of_unit_converts_to_each() {
    registry.points().changeUnit(ada, pressure.id(), 1, "MPa", 7_000);
    registry
        .bindings()
        .bind(
            ada, new BindingRequest(address, pressure.id(), 1_000, "kPa", UnitConversion.IDENTITY));
    assertThat(registry.bindings().ofPoint(acme, pressure.id()))
        .extracting(b -> b.validFromNs() + "-" + b.validToNs() + " " + b.stored().factor())
        .containsExactly("1000-7000 0.01", "7000-" + Long.MAX_VALUE + " 0.001");
  }

  @Test
  void what_cannot_be_bound_is_refused() {
    Point text = registry.points().create(ada, PointSpec.of("Text", ValueKind.TEXT));
    refused(
        RegistryError.REGISTRY_INVALID,
        () ->
            registry
                .bindings()
                .bind(
                    ada, new BindingRequest(address, text.id(), 0, "", new UnitConversion(2, 0))));
    refused(
        UnitError.UNIT_INCOMMENSURABLE,
        () ->
            registry
                .bindings()
                .bind(
                    ada,
                    new BindingRequest(address, pressure.id(), 0, "Cel", UnitConversion.IDENTITY)));
    registry.sources().setRetired(ada, gateway.id(), 1, true);
    refused(
        RegistryError.REGISTRY_CONFLICT,
        () -> registry.bindings().bind(ada, BindingRequest.plain(address, pressure.id(), 0)));
    refused(RegistryError.REGISTRY_NOT_FOUND, () -> registry.bindings().unbind(ada, address, 0));
  }

  @Test
  void another_organisation_binds_neither_our_sources_nor_our_points() {
    Actor eve = stranger();
    refused(
        RegistryError.REGISTRY_NOT_FOUND,
        () -> registry.bindings().bind(eve, BindingRequest.plain(address, pressure.id(), 0)));
    Source theirs = registry.sources().create(eve, gateway.spec());
    refused(
        RegistryError.REGISTRY_NOT_FOUND,
        () ->
            registry
                .bindings()
                .bind(
                    eve,
                    BindingRequest.plain(new Address(theirs.id(), "c", ""), pressure.id(), 0)));
    registry.bindings().bind(ada, BindingRequest.plain(address, pressure.id(), 0));
    assertThat(registry.bindings().ofAddress(eve.organisation(), address)).isEmpty();
    assertThat(registry.bindings().ofPoint(eve.organisation(), pressure.id())).isEmpty();
  }

  private Point numeric(String name, String unit) {
    return registry
        .points()
        .create(ada, PointSpec.of(name, ValueKind.DOUBLE).edit().unit(unit).build());
  }
}
