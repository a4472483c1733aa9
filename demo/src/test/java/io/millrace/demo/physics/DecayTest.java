package io.millrace.demo.physics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecayTest {
  @Test
  void it_is_the_exponential_within_three_billionths() {
    double worst = 0;
    for (int i = 0; i < 50_000; i++) {
      double x = i * 0.0008;
      worst = Math.max(worst, Math.abs(Decay.after(x) - StrictMath.exp(-x)));
    }
    assertThat(worst).isLessThan(3e-9);
  }

  @Test
  void it_falls_from_one_to_nothing() {
    assertThat(Decay.after(-1)).isEqualTo(1);
    assertThat(Decay.after(0)).isEqualTo(1);
    assertThat(Decay.after(1000)).isZero();
    double before = 1;
    for (double x = 0; x < 41; x += 0.013) {
      assertThat(Decay.after(x)).isLessThanOrEqualTo(before);
      before = Decay.after(x);
    }
  }
}
