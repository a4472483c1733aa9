package io.millrace.registry.plant;

import static io.millrace.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.context.ContextChange.MappingDefined;
import io.millrace.model.context.ContextChange.MappingRule;
import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.Source;
import io.millrace.model.plant.SourceLimits;
import io.millrace.model.plant.SourcePlacement;
import io.millrace.model.plant.SourceSpec;
import io.millrace.model.time.Times;
import io.millrace.registry.context.OutboxEntry;
import io.millrace.registry.error.RegistryError;
import io.millrace.registry.testing.RegistryContract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourcesTest extends RegistryContract {
  @Test
  void a_source_comes_back_as_it_was_described_and_the_journal_is_told() {
    List<MappingRule> mapping =
        List.of(new MappingRule("plant/+/raw", "plain", Map.of("kind", "double")));
    SourceSpec spec =
        SourceSpec.of("DCM 1")
            .edit()
            .description("Die casting machine 1")
            .externalKey("dcm-1")
            .unknownPoints(UnknownPoints.QUARANTINE)
            .maxUnmappedPoints(50)
            .clockToleranceNs(2 * Times.SECOND)
            .expectedPeriodNs(Times.SECOND)
            .simulated(true)
            .limits(new SourceLimits(100, 65_536))
            .mapping(mapping)
            .build();
    Source made = registry.sources().create(ada, spec);
    assertThat(registry.sources().find(acme, made.id())).contains(made);
    assertThat(made.spec()).isEqualTo(spec);
    assertThat(registry.sources().findByName(acme, "dcm 1")).contains(made);
    assertThat(registry.sources().findByKey(acme, "dcm-1")).contains(made);
    assertThat(registry.sources().all(acme)).containsExactly(made);
    assertThat(takeContext())
        .extracting(OutboxEntry::change)
        .containsExactly(
            new SourceDefined(
                made.id(),
                "DCM 1",
                UnknownPoints.QUARANTINE,
                50,
                2 * Times.SECOND,
                Times.SECOND,
                true),
            new MappingDefined(made.id(), mapping));
  }

  @Test
  void only_what_decoding_depends_on_is_told_again() {
    Source made = source("DCM 1");
    forgetContext();
    Source described =
        registry.sources().update(ada, made.id(), 1, made.spec().edit().description("Old").build());
    assertThat(takeContext()).isEmpty();
    registry
        .sources()
        .update(
            ada,
            made.id(),
            2,
            described.spec().edit().mapping(List.of(new MappingRule("#", "", Map.of()))).build());
    assertThat(takeContext())
        .extracting(OutboxEntry::change)
        .containsExactly(
            new MappingDefined(made.id(), List.of(new MappingRule("#", "", Map.of()))));
  }

  @Test
  void names_are_unique_among_sources_in_use() {
    Source first = source("Gateway");
    refused(RegistryError.REGISTRY_NAME_TAKEN, () -> source("GATEWAY"));
    registry.sources().setRetired(ada, first.id(), 1, true);
    source("Gateway");
    refused(
        RegistryError.REGISTRY_NAME_TAKEN,
        () -> registry.sources().setRetired(ada, first.id(), 2, false));
  }

  @Test
  void law14_a_device_sits_at_one_asset_at_a_time_and_its_places_are_dated() {
    Source device = source("Device");
    Asset hallA = asset("Hall A");
    Asset hallB = asset("Hall B");
    registry.sources().place(ada, device.id(), hallA.id(), 1_000);
    registry.sources().place(ada, device.id(), hallB.id(), 5_000);
    registry.sources().remove(ada, device.id(), 9_000);
    assertThat(registry.sources().placements(acme, device.id()))
        .containsExactly(
            new SourcePlacement(device.id(), hallA.id(), 1_000, 5_000),
            new SourcePlacement(device.id(), hallB.id(), 5_000, 9_000));
    registry.sources().place(ada, device.id(), hallB.id(), 3_000);
    assertThat(registry.sources().placements(acme, device.id()))
        .extracting(p -> p.asset() + " " + p.validFromNs() + " " + p.validToNs())
        .containsExactly(
            hallA.id() + " 1000 3000", hallB.id() + " 3000 5000", hallB.id() + " 5000 9000");
    assertThat(registry.sources().placementsAt(acme, hallA.id())).hasSize(1);
  }
}
