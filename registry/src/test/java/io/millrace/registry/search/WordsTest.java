package io.millrace.registry.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void words_are_letters_and_digits_in_lower_case_without_accents() {
    assertThat(Words.of("Öl-Druck, Größe (bar)")).containsExactly("ol", "druck", "grosse", "bar");
  }

  @Test
  void parts_of_compound_words_are_words_too() {
    assertThat(Words.of("TI101")).containsExactly("ti101", "ti", "101");
    assertThat(Words.of("ovenTemp2")).containsExactly("oventemp2", "oven", "temp", "2");
  }

  @Test
  void typed_words_are_taken_as_they_stand_and_are_few() {
    assertThat(Words.ofQuery("TI101 oven")).containsExactly("ti101", "oven");
    assertThat(Words.ofQuery("a b c d e f g h i j")).hasSize(8);
    assertThat(Words.ofQuery("  %_' ")).isEmpty();
  }

  @Test
  void number_and_length_are_bounded() {
    assertThat(Words.of("word ".repeat(3) + "x1 ".repeat(1_000))).hasSizeLessThanOrEqualTo(48);
    assertThat(Words.of("x".repeat(1_000))).allSatisfy(w -> assertThat(w).hasSize(40));
  }
}
