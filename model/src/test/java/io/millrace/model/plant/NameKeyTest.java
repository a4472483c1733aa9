package io.millrace.model.plant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NameKeyTest {
  @Test
  void numbers_sort_by_their_size() {
    List<String> names =
        new ArrayList<>(
            List.of("Press 10", "press 9", "Press 1", "Press 1a", "Press", "Press 100"));
    names.sort(Comparator.comparing(NameKey::of));
    assertThat(names)
        .containsExactly("Press", "Press 1", "Press 1a", "press 9", "Press 10", "Press 100");
  }

  @Test
  void case_width_and_repeated_spaces_do_not_count() {
    assertThat(NameKey.of("Furnace 1")).isEqualTo(NameKey.of("FURNACE  1"));
    assertThat(NameKey.of("Ｆurnace　１")).isEqualTo(NameKey.of("furnace 1"));
  }

  @Test
  void leading_zeros_make_another_name_beside_the_first() {
    List<String> names = new ArrayList<>(List.of("V 1.10", "V 1.05", "V 1.5", "V 1.005", "V 0"));
    names.sort(Comparator.comparing(NameKey::of));
    assertThat(names).containsExactly("V 0", "V 1.5", "V 1.05", "V 1.005", "V 1.10");
  }

  @Test
  void different_names_have_different_keys() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "aB0129 .!-";
    Map<String, String> nameOfKey = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      StringBuilder text = new StringBuilder("x");
      for (int length = random.nextInt(8); length > 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String name = text.toString().strip().replaceAll(" +", " ").toLowerCase(Locale.ROOT);
      String before = nameOfKey.putIfAbsent(NameKey.of(name), name);
      assertThat(before == null || before.equals(name))
          .as("'%s' and '%s', seed %d", before, name, seed)
          .isTrue();
    }
  }
}
