package io.millrace.registry.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvCellsTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "=1+1, '=1+1",
        "+x, '+x",
        "-5, -5",
        "+5.5e3, +5.5e3",
        "@a, '@a",
        "'=a, ''=a",
        "'a, 'a"
      })
  void texts_that_begin_like_a_formula_get_an_apostrophe(String text, String cell) {
    assertThat(CsvCells.write(text)).isEqualTo(cell);
  }

  @Test
  void whatever_is_written_is_read_again() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(6); length > 0; length--) {
        text.append("'=+-@\ta1.".charAt(random.nextInt(9)));
      }
      assertThat(CsvCells.read(CsvCells.write(text.toString())))
          .as("seed %d", seed)
          .isEqualTo(text.toString());
    }
  }
}
