package io.millrace.model.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlantPathTest {
  @Test
  void a_path_names_assets_from_the_top_down() {
    PlantPath path = PlantPath.parse("Plant 1/Melting/Furnace 1");
    assertThat(path.names()).containsExactly("Plant 1", "Melting", "Furnace 1");
    assertThat(path.name()).isEqualTo("Furnace 1");
    assertThat(path.parent()).isEqualTo(PlantPath.parse("Plant 1/Melting"));
    assertThat(path.parent().child("Furnace 2")).hasToString("Plant 1/Melting/Furnace 2");
    assertThat(PlantPath.parse("Plant 1").isRoot()).isTrue();
  }

  @Test
  void a_slash_in_a_name_is_written_twice() {
    assertThat(PlantPath.parse("A//B/C//").names()).containsExactly("A/B", "C/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "A/", "/A", "A/ /B", "A\nB"})
  void empty_names_are_refused(String text) {
    assertThatThrownBy(() -> PlantPath.parse(text)).isInstanceOf(PlantException.class);
  }

  @Test
  void whatever_is_written_is_read_again() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      List<String> names = new ArrayList<>();
      for (int depth = random.nextInt(1, 5); depth > 0; depth--) {
        StringBuilder name = new StringBuilder("x");
        for (int length = random.nextInt(5); length > 0; length--) {
          name.append("/a/b".charAt(random.nextInt(4)));
        }
        names.add(name.toString());
      }
      PlantPath path = new PlantPath(names);
      assertThat(PlantPath.parse(path.toString())).as("seed %d", seed).isEqualTo(path);
    }
  }
}
