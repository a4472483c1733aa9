package io.millrace.demo.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DiceTest {
  private static final int THROWS = 200_000;

  @Test
  void equal_seeds_and_numbers_give_equal_chance_for_ever() {
    // Written down, so that a change of the formula does not go unnoticed: it would change the
    // past.
    assertThat(Dice.bits(0, 1)).isEqualTo(0xe220_a839_7b1d_cdafL);
    assertThat(Dice.seedOf(1, "die-cast-3")).isEqualTo(Dice.seedOf(1, "die-cast-3"));
    assertThat(Dice.seedOf(1, "die-cast-3")).isNotEqualTo(Dice.seedOf(1, "die-cast-4"));
    assertThat(Dice.seedOf(1, "die-cast-3")).isNotEqualTo(Dice.seedOf(2, "die-cast-3"));
  }

  @Test
  void uniform_chance_is_uniform() {
    double sum = 0;
    for (int i = 0; i < THROWS; i++) {
      double x = Dice.unit(42, i);
      assertThat(x).isBetween(0.0, Math.nextDown(1.0));
      sum += x;
    }
    assertThat(sum / THROWS).isCloseTo(0.5, within(0.005));
  }

  @Test
  void normal_chance_has_mean_zero_and_deviation_one() {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < THROWS; i++) {
      double x = Dice.gauss(42, i);
      sum += x;
      squares += x * x;
    }
    assertThat(sum / THROWS).isCloseTo(0, within(0.01));
    assertThat(Math.sqrt(squares / THROWS)).isCloseTo(1, within(0.01));
  }
}
