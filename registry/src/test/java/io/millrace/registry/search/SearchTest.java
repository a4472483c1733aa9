package io.millrace.registry.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.plant.Address;
import io.millrace.model.plant.Alias;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointSpec;
import io.millrace.model.plant.Source;
import io.millrace.model.sample.ValueKind;
import io.millrace.registry.change.Actor;
import io.millrace.registry.plant.BindingRequest;
import io.millrace.registry.testing.RegistryContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchTest extends RegistryContract {
  @Test
  void beginnings_of_words_find_assets_points_and_sources() {
    Asset melting = asset("Melting");
    Point point = point(melting.id(), "Melt temperature");
    Source source = source("Melt gateway");
    assertThat(find("mel"))
        .extracting(SearchHit::entity)
        .containsExactly(melting.id().value(), point.id().value(), source.id().value());
    assertThat(find("TEMP mel")).extracting(SearchHit::entity).containsExactly(point.id().value());
    assertThat(find("zebra")).isEmpty();
    assertThat(find("")).isEmpty();
    assertThat(find("mel zebra")).isEmpty();
    assertThat(registry.search().find(acme, "mel", Set.of(EntityType.SOURCE), 10))
        .extracting(SearchHit::entity)
        .containsExactly(source.id().value());
    assertThat(registry.search().find(acme, "melt temp", Set.of(EntityType.ASSET), 10)).isEmpty();
  }

  @Test
  void a_hit_says_where_it_stands() {
    Asset plant = asset("Plant 1");
    Asset area = asset(plant.id(), "Melting/Holding");
    point(area.id(), "Power");
    assertThat(find("power"))
        .singleElement()
        .satisfies(
            hit -> {
              assertThat(hit.path()).isEqualTo("Plant 1/Melting//Holding");
              assertThat(hit.field()).isEqualTo(SearchField.NAME);
              assertThat(hit.type()).isEqualTo(EntityType.POINT);
            });
  }

  @Test
  void names_above_count_for_all_below() {
    Asset plant = asset("Plant 1");
    Asset melting = asset(plant.id(), "Melting");
    Asset furnace = asset(melting.id(), "Furnace 1");
    Point temperature = point(furnace.id(), "Temperature");
    point(asset("Casting").id(), "Temperature");
    assertThat(find("melting temp"))
        .extracting(SearchHit::entity)
        .containsExactly(temperature.id().value());
    assertThat(find("plant furn"))
        .extracting(SearchHit::entity)
        .containsExactly(furnace.id().value(), temperature.id().value());
  }

  @Test
  void after_renaming_and_moving_the_new_names_count() {
    Asset melting = asset("Melting");
    Asset furnace = asset(melting.id(), "Furnace 1");
    Point point = point(furnace.id(), "Temperature");
    registry.assets().update(ada, melting.id(), 1, melting.spec().edit().name("Holding").build());
    assertThat(find("holding temp"))
        .extracting(SearchHit::entity)
        .containsExactly(point.id().value());
    assertThat(find("melting temp")).isEmpty();
    assertThat(find("melting")).as("former names find the thing itself").hasSize(1);
    Asset hall = asset("Hall");
    registry.assets().update(ada, furnace.id(), 1, furnace.spec().edit().parent(hall.id()).build());
    assertThat(find("hall temp")).extracting(SearchHit::entity).containsExactly(point.id().value());
    assertThat(find("holding temp")).isEmpty();
  }

  @Test
  void tags_keys_addresses_and_other_names_count() {
    Source gateway = source("gateway");
    Point point =
        registry
            .points()
            .create(
                ada,
                PointSpec.of("Temperature", ValueKind.DOUBLE)
                    .edit()
                    .tag("TI-4711")
                    .externalKey("erp9")
                    .build());
    registry
        .bindings()
        .bind(
            ada,
            BindingRequest.plain(
                new Address(gateway.id(), "line1/oven", "bathTemp"), point.id(), 0));
    registry
        .aliases()
        .add(
            ada,
            new Alias(EntityType.POINT, point.id().value(), "plc", "DB10.W4", 0, Long.MAX_VALUE));
    for (String typed : List.of("4711", "ti-47", "erp9", "oven bath", "db10", "temp w4")) {
      assertThat(find(typed)).as(typed).extracting(SearchHit::entity).contains(point.id().value());
    }
    registry.points().retire(ada, point.id(), 1);
    assertThat(find("4711")).isEmpty();
  }

  @Test
  void the_inside_of_a_word_counts_when_beginnings_find_too_little() {
    asset("Luftkompressor");
    asset("Presse");
    assertThat(find("press"))
        .extracting(SearchHit::name)
        .containsExactly("Presse", "Luftkompressor");
    assertThat(find("kompress")).extracting(SearchHit::name).containsExactly("Luftkompressor");
    assertThat(find("re")).as("too short for that").isEmpty();
  }

  @Test
  void whole_words_come_before_beginnings_and_names_before_paths() {
    Asset press = asset("Press");
    asset("Pressure room");
    point(press.id(), "Temperature");
    Point named = point(asset("Elsewhere").id(), "Press force");
    assertThat(find("press"))
        .extracting(SearchHit::name)
        .containsExactly("Press", "Press force", "Pressure room", "Temperature");
    assertThat(find("press force").getFirst().entity()).isEqualTo(named.id().value());
  }

  @Test
  void another_organisation_finds_nothing_of_ours() {
    Actor eve = stranger();
    asset("Melting");
    assertThat(registry.search().find(eve.organisation(), "melting", Search.ALL, 10)).isEmpty();
  }

  @Test
  void whatever_a_scan_of_all_names_finds_the_index_finds() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<String> words = List.of("oven", "press", "pressure", "temp", "oil", "oilpump", "7", "12");
    List<String> paths = new ArrayList<>();
    for (int a = 0; a < 6; a++) {
      Asset asset = asset(name(words, random) + " A" + a);
      paths.add(asset.name());
      for (int p = 0; p < 10; p++) {
        Point point = point(asset.id(), name(words, random) + " P" + p);
        paths.add(asset.name() + "/" + point.name());
      }
    }
    for (int i = 0; i < 100; i++) {
      String word = words.get(random.nextInt(words.size()));
      String typed = word.substring(0, random.nextInt(word.length()) + 1);
      if (random.nextBoolean()) {
        typed += " " + words.get(random.nextInt(words.size()));
      }
      List<String> prefixes = List.of(typed.split(" "));
      List<String> expected =
          paths.stream().filter(path -> prefixes.stream().allMatch(p -> begins(path, p))).toList();
      List<String> found =
          registry.search().find(acme, typed, Search.ALL, 200).stream()
              .map(hit -> hit.path().isEmpty() ? hit.name() : hit.path() + "/" + hit.name())
              .toList();
      assertThat(found).as("'%s', seed %d", typed, seed).containsAll(expected);
    }
  }

  private static boolean begins(String path, String prefix) {
    return List.of(path.toLowerCase(Locale.ROOT).split("[ /]")).stream()
        .anyMatch(word -> word.startsWith(prefix));
  }

  private static String name(List<String> words, Random random) {
    return words.get(random.nextInt(words.size())) + " " + words.get(random.nextInt(words.size()));
  }

  private List<SearchHit> find(String typed) {
    return registry.search().find(acme, typed, Search.ALL, 20);
  }
}
