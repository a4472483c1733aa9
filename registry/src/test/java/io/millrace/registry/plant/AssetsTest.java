package io.millrace.registry.plant;

import static io.millrace.registry.testing.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.model.id.AssetId;
import io.millrace.model.plant.Alias;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.AssetSpec;
import io.millrace.model.plant.PlantException;
import io.millrace.model.plant.PlantPath;
import io.millrace.model.time.Times;
import io.millrace.registry.change.Actor;
import io.millrace.registry.error.RegistryError;
import io.millrace.registry.testing.RegistryContract;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssetsTest extends RegistryContract {
  @Test
  void an_asset_comes_back_as_it_was_described() {
    AssetSpec spec =
        AssetSpec.of("Plant 1", "site")
            .edit()
            .type("foundry")
            .tag("P-001")
            .externalKey("erp-4711")
            .description("The old one.\nWith a roof.")
            .zone("Europe/Berlin")
            .attributes(Map.of("maker", "Müller & Söhne", "year", "1962"))
            .build();
    Asset made = registry.assets().create(ada, spec);
    Asset found = registry.assets().find(acme, made.id()).orElseThrow();
    assertThat(found).isEqualTo(made);
    assertThat(found.spec()).isEqualTo(spec);
    assertThat(found.version()).isEqualTo(1);
    assertThat(registry.assets().findByKey(acme, "erp-4711")).contains(found);
  }

  @Test
  void assets_nest_and_are_found_by_their_path() {
    Asset site = asset("Plant 1");
    Asset area = asset(site.id(), "Melting/Holding");
    Asset furnace = asset(area.id(), "Furnace 1");
    PlantPath path = registry.assets().path(acme, furnace.id()).orElseThrow();
    assertThat(path).hasToString("Plant 1/Melting//Holding/Furnace 1");
    assertThat(registry.assets().findByPath(acme, path)).contains(furnace);
    assertThat(registry.assets().findByPath(acme, PlantPath.parse("plant 1/MELTING//Holding")))
        .contains(area);
    assertThat(registry.assets().lineage(acme, furnace.id())).containsExactly(furnace, area, site);
    assertThat(registry.assets().subtree(acme, site.id()))
        .containsExactly(site.id(), area.id(), furnace.id());
  }

  @Test
  void children_come_in_the_order_in_which_people_count() {
    Asset site = asset("Plant 1");
    for (String name : List.of("Press 10", "Press 9", "press 1", "Ålesund", "Zinc")) {
      asset(site.id(), name);
    }
    assertThat(registry.assets().children(acme, site.id(), "", 100))
        .extracting(node -> node.asset().name())
        .containsExactly("press 1", "Press 9", "Press 10", "Zinc", "Ålesund");
    assertThat(registry.assets().children(acme, site.id(), "Press 9", 2))
        .extracting(node -> node.asset().name())
        .containsExactly("Press 10", "Zinc");
    assertThat(registry.assets().children(acme, null, "", 10))
        .extracting(AssetNode::children)
        .containsExactly(5);
  }

  @Test
  void siblings_have_different_names_case_apart() {
    Asset site = asset("Plant 1");
    asset(site.id(), "Furnace 1");
    refused(RegistryError.REGISTRY_NAME_TAKEN, () -> asset(site.id(), "FURNACE 1"));
    refused(RegistryError.REGISTRY_NAME_TAKEN, () -> asset("plant  1"));
    assertThat(asset(asset("Plant 2").id(), "Furnace 1")).isNotNull();
  }

  @Test
  void renaming_keeps_the_id_and_the_former_name_with_its_dates() {
    Asset furnace = asset("Furnace 1");
    long beforeNs = clock.nowNs();
    clock.advance(Times.DAY);
    Asset renamed =
        registry
            .assets()
            .update(ada, furnace.id(), 1, furnace.spec().edit().name("Melter A").build());
    assertThat(renamed.id()).isEqualTo(furnace.id());
    assertThat(renamed.version()).isEqualTo(2);
    assertThat(registry.assets().pathAt(acme, furnace.id(), beforeNs))
        .contains(PlantPath.parse("Furnace 1"));
    assertThat(registry.assets().pathAt(acme, furnace.id(), clock.nowNs()))
        .contains(PlantPath.parse("Melter A"));
    assertThat(registry.aliases().named(acme, "furnace 1", beforeNs))
        .extracting(Alias::entity)
        .containsExactly(furnace.id().value());
    assertThat(registry.aliases().named(acme, "furnace 1", clock.nowNs())).isEmpty();
    assertThat(asset("Furnace 1")).isNotNull();
  }

  @Test
  void moving_keeps_the_former_place_with_its_dates() {
    Asset hallA = asset("Hall A");
    Asset hallB = asset("Hall B");
    Asset press = asset(hallA.id(), "Press");
    long beforeNs = clock.nowNs();
    clock.advance(Times.DAY);
    registry.assets().update(ada, press.id(), 1, press.spec().edit().parent(hallB.id()).build());
    assertThat(registry.assets().path(acme, press.id())).contains(PlantPath.parse("Hall B/Press"));
    assertThat(registry.assets().pathAt(acme, press.id(), beforeNs))
        .contains(PlantPath.parse("Hall A/Press"));
  }

  @Test
  void nothing_stands_below_itself() {
    Asset site = asset("Plant 1");
    Asset area = asset(site.id(), "Area");
    refused(
        RegistryError.REGISTRY_CONFLICT,
        () ->
            registry
                .assets()
                .update(ada, site.id(), 1, site.spec().edit().parent(area.id()).build()));
    refused(
        RegistryError.REGISTRY_CONFLICT,
        () ->
            registry
                .assets()
                .update(ada, site.id(), 1, site.spec().edit().parent(site.id()).build()));
  }

  @Test
  void depth_is_bounded() {
    AssetId parent = asset("Level 1").id();
    for (int level = 2; level <= Assets.MAX_DEPTH; level++) {
      parent = asset(parent, "Level " + level).id();
    }
    AssetId deepest = parent;
    refused(RegistryError.REGISTRY_CONFLICT, () -> asset(deepest, "Too deep"));
    Asset pair = asset("Pair");
    asset(pair.id(), "Child");
    AssetId above = registry.assets().lineage(acme, deepest).get(1).id();
    refused(
        RegistryError.REGISTRY_CONFLICT,
        () ->
            registry.assets().update(ada, pair.id(), 1, pair.spec().edit().parent(above).build()));
  }

  @Test
  void a_change_to_an_older_state_is_refused_with_a_clear_message() {
    Asset asset = asset("Furnace 1");
    registry.assets().update(ada, asset.id(), 1, asset.spec().edit().tag("F1").build());
    refused(
            RegistryError.REGISTRY_STALE,
            () ->
                registry.assets().update(ada, asset.id(), 1, asset.spec().edit().tag("F2").build()))
        .hasMessage(
            "The asset 'Furnace 1' was changed meanwhile: you know version 1, the present one is 2."
                + " Read it again and repeat your change.");
    assertThat(registry.assets().find(acme, asset.id()).orElseThrow().spec().tag()).isEqualTo("F1");
  }

  @Test
  void a_change_that_changes_nothing_leaves_no_trace() {
    Asset asset = asset("Furnace 1");
    long changes = registry.changes().lastSequence();
    assertThat(registry.assets().update(ada, asset.id(), 1, asset.spec())).isEqualTo(asset);
    assertThat(registry.changes().lastSequence()).isEqualTo(changes);
  }

  @Test
  void a_retired_asset_is_kept_and_its_name_is_free() {
    Asset area = asset("Area");
    Asset press = asset(area.id(), "Press");
    refused(RegistryError.REGISTRY_CONFLICT, () -> registry.assets().retire(ada, area.id(), 1));
    Asset retired = registry.assets().retire(ada, press.id(), 1);
    assertThat(retired.retired()).isTrue();
    assertThat(registry.assets().find(acme, press.id())).contains(retired);
    assertThat(registry.assets().children(acme, area.id(), "", 10)).isEmpty();
    Asset second = asset(area.id(), "Press");
    refused(RegistryError.REGISTRY_NAME_TAKEN, () -> registry.assets().restore(ada, press.id(), 2));
    registry.assets().update(ada, second.id(), 1, second.spec().edit().name("Press B").build());
    assertThat(registry.assets().restore(ada, press.id(), 2).retired()).isFalse();
  }

  @Test
  void a_zone_is_inherited_from_the_nearest_above() {
    Asset site =
        registry
            .assets()
            .create(ada, AssetSpec.of("Plant 1", "site").edit().zone("Europe/Berlin").build());
    Asset press = asset(asset(site.id(), "Area").id(), "Press");
    assertThat(registry.assets().zone(acme, press.id())).isEqualTo(ZoneId.of("Europe/Berlin"));
    assertThat(registry.assets().zone(acme, asset("Elsewhere").id())).isEqualTo(ZoneOffset.UTC);
    assertThatThrownBy(() -> AssetSpec.of("X", "site").edit().zone("Europe/Bärlin").build())
        .isInstanceOfSatisfying(PlantException.class, e -> assertThat(e.field()).isEqualTo("zone"));
  }

  @Test
  void law14_another_organisation_finds_and_changes_nothing() {
    Actor eve = stranger();
    Asset ours = asset("Plant 1");
    assertThat(registry.assets().find(eve.organisation(), ours.id())).isEmpty();
    assertThat(registry.assets().children(eve.organisation(), null, "", 10)).isEmpty();
    assertThat(registry.assets().children(eve.organisation(), ours.id(), "", 10)).isEmpty();
    assertThat(registry.assets().path(eve.organisation(), ours.id())).isEmpty();
    assertThat(registry.assets().subtree(eve.organisation(), ours.id())).isEmpty();
    refused(
        RegistryError.REGISTRY_NOT_FOUND,
        () -> registry.assets().update(eve, ours.id(), 1, ours.spec()));
    refused(
        RegistryError.REGISTRY_NOT_FOUND,
        () -> registry.assets().create(eve, AssetSpec.of(ours.id(), "Parasite", "area")));
    assertThat(registry.assets().create(eve, ours.spec()).id()).isNotEqualTo(ours.id());
  }
}
