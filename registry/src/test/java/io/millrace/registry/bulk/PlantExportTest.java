package io.millrace.registry.bulk;

import static io.millrace.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.id.AssetId;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.PlantPath;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointSpec;
import io.millrace.model.sample.ValueKind;
import io.millrace.registry.bulk.PlantExport.CsvList;
import io.millrace.registry.change.Actor;
import io.millrace.registry.error.RegistryError;
import io.millrace.registry.testing.RegistryContract;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PlantExportTest extends RegistryContract {
  @Test
  void what_is_given_out_as_json_can_be_taken_in_elsewhere_and_given_out_the_same() {
    load(ada, PlantImportTest.foundry(), ImportFormat.JSON);
    String first = json(ada, null, false);
    Actor eve = stranger();
    ImportReport copied = load(eve, first, ImportFormat.JSON);
    assertThat(copied.faults()).isEmpty();
    assertThat(json(eve, null, false)).isEqualTo(first);
  }

  @Test
  void taking_in_ones_own_export_changes_nothing() {
    load(ada, PlantImportTest.foundry(), ImportFormat.JSON);
    for (boolean withIds : new boolean[] {true, false}) {
      ImportReport again = load(ada, json(ada, null, withIds), ImportFormat.JSON);
      assertThat(again.faults()).isEmpty();
      assertThat(again.effects()).isEmpty();
    }
    for (CsvList list : CsvList.values()) {
      ImportReport again = load(ada, csv(list, null), ImportFormat.CSV);
      assertThat(again.faults()).isEmpty();
      assertThat(again.effects()).isEmpty();
    }
  }

  @Test
  void a_part_is_named_by_its_path_so_that_it_finds_its_place_again() {
    load(ada, PlantImportTest.foundry(), ImportFormat.JSON);
    Asset area =
        registry
            .assets()
            .findByPath(acme, PlantPath.parse("Demo Foundry/Die casting"))
            .orElseThrow();
    String part = json(ada, area.id(), true);
    assertThat(part).contains("\"path\" : \"Demo Foundry/Die casting\"");
    assertThat(part).doesNotContain("\"name\" : \"Demo Foundry\"");
    assertThat(load(ada, part, ImportFormat.JSON).effects()).isEmpty();
    assertThat(csv(CsvList.ASSETS, area.id()).lines()).hasSize(3);
    refused(RegistryError.REGISTRY_NOT_FOUND, () -> json(ada, new AssetId(new UUID(1, 1)), true));
    refused(RegistryError.REGISTRY_NOT_FOUND, () -> json(stranger(), area.id(), true));
  }

  @Test
  void texts_that_look_like_formulas_are_harmless_in_csv_and_come_back_as_they_were() {
    Asset asset = asset("=cmd|' /C calc'!A0");
    Point point =
        registry
            .points()
            .create(
                ada,
                PointSpec.of("-1+2", ValueKind.DOUBLE)
                    .edit()
                    .asset(asset.id())
                    .description("@SUM(1;2)\n\"quoted\", and more")
                    .tag("'=already")
                    .build());
    String points = csv(CsvList.POINTS, null);
    assertThat(points)
        .contains("'=cmd|' //C calc'!A0")
        .contains("\"'@SUM(1;2)\n")
        .contains("''=already");
    assertThat(load(ada, points, ImportFormat.CSV).effects()).isEmpty();
    assertThat(registry.points().find(acme, point.id())).contains(point);
  }

  @Test
  void what_is_out_of_use_is_left_out() {
    Asset asset = asset("A");
    Point point = point(asset.id(), "P");
    registry.points().retire(ada, point.id(), 1);
    assertThat(json(ada, null, true)).doesNotContain("\"P\"");
    registry.assets().retire(ada, asset.id(), 1);
    assertThat(json(ada, null, true)).doesNotContain("\"A\"");
  }

  private ImportReport load(Actor actor, String text, ImportFormat format) {
    return registry
        .imports()
        .run(actor, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), format);
  }

  private String json(Actor actor, @Nullable AssetId below, boolean withIds) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    registry.exports().json(actor.organisation(), below, withIds, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  private String csv(CsvList list, @Nullable AssetId below) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    registry.exports().csv(acme, list, below, true, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
