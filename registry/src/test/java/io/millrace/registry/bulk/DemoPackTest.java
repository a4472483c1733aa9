package io.millrace.registry.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.context.ContextChange;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.PlantPath;
import io.millrace.registry.search.Search;
import io.millrace.registry.testing.RegistryContract;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The demo plant's pack, as it is shipped, is a file like any other. */
class DemoPackTest extends RegistryContract {
  private static final Path PACK = Path.of("../packs/demo-foundry/plant.json");
  private static final int POINTS = 332;
  private static final int GATEWAYS = 10;

  @Test
  void the_pack_is_taken_in_whole() {
    ImportReport report = load(pack());

    assertThat(report.faults()).isEmpty();
    assertThat(report.applied()).isTrue();
    assertThat(report.changed()).isZero();
    assertThat(registry.sources().all(acme)).hasSize(GATEWAYS).allMatch(s -> s.spec().simulated());
    assertThat(registry.calendars().all(acme)).hasSize(1);
    assertThat(registry.stateModels().all(acme)).hasSize(1);
    Asset furnace =
        registry
            .assets()
            .findByPath(acme, PlantPath.parse("Plant 1/Melting/Furnace 1"))
            .orElseThrow();
    assertThat(registry.points().ofAsset(acme, furnace.id())).isNotEmpty();
    assertThat(registry.search().find(acme, "furn melt temp", Search.ALL, 5)).isNotEmpty();
  }

  @Test
  void each_point_is_told_to_the_journal_with_the_address_that_it_comes_from() {
    load(pack());

    assertThat(takeContext())
        .filteredOn(entry -> entry.change() instanceof ContextChange.PointBound)
        .hasSize(POINTS);
  }

  @Test
  void a_dry_run_finds_no_fault_and_does_nothing() {
    ImportReport report =
        registry.imports().dryRun(ada, new ByteArrayInputStream(pack()), ImportFormat.JSON);

    assertThat(report.faults()).isEmpty();
    assertThat(report.applied()).isFalse();
    assertThat(registry.sources().all(acme)).isEmpty();
  }

  @Test
  void taken_in_again_it_changes_nothing_and_tells_nothing() {
    ImportReport first = load(pack());
    forgetContext();

    ImportReport again = load(pack());

    assertThat(again.faults()).isEmpty();
    assertThat(again.effects()).isEmpty();
    assertThat(again.created()).isZero();
    assertThat(again.changed()).isZero();
    assertThat(again.kept()).isEqualTo(first.created());
    assertThat(takeContext()).isEmpty();
  }

  @Test
  void what_is_exported_after_it_changes_nothing_when_taken_in() {
    load(pack());
    ByteArrayOutputStream exported = new ByteArrayOutputStream();
    registry.exports().json(acme, null, true, exported);

    ImportReport again = load(exported.toByteArray());

    assertThat(again.faults()).isEmpty();
    assertThat(again.effects()).isEmpty();
  }

  private ImportReport load(byte[] file) {
    return registry.imports().run(ada, new ByteArrayInputStream(file), ImportFormat.JSON);
  }

  private static byte[] pack() {
    try {
      return Files.readAllBytes(PACK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
