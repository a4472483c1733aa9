package io.millrace.demo.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TrackTest {
  @Test
  void it_solves_the_equation_of_first_order_lag() {
    Track track = new Track(0, 20);
    track.towards(10_000, 230, 60_000);
    track.towards(100_000, 180, 30_000);
    track.towards(150_000, 300, 90_000);
    double y = 20;
    for (int t = 0; t < 400_000; t++) {
      double target = t < 10_000 ? 20 : t < 100_000 ? 230 : t < 150_000 ? 180 : 300;
      double tau = t < 100_000 ? 60_000 : t < 150_000 ? 30_000 : 90_000;
      y += t < 10_000 ? 0 : (target - y) / tau;
      if (t % 1000 == 0) {
        assertThat(track.at(t)).isCloseTo(y, within(0.02));
      }
    }
  }

  @Test
  void a_time_constant_of_zero_makes_it_jump() {
    Track track = new Track(0, 1);
    track.towards(100, 5, 0);

    assertThat(track.at(99)).isEqualTo(1);
    assertThat(track.at(100)).isEqualTo(5);
  }

  @Test
  void the_order_of_looking_does_not_matter() {
    Random random = new Random(7);
    Track track = new Track(0, 1);
    for (int i = 1; i < 300; i++) {
      track.towards(i * 100L, random.nextDouble(), random.nextInt(500));
    }
    List<Long> times = new ArrayList<>();
    List<Double> ascending = new ArrayList<>();
    for (long t = 0; t < 30_000; t += 7) {
      times.add(t);
      ascending.add(track.at(t));
    }
    List<Integer> shuffled = new ArrayList<>();
    for (int i = 0; i < times.size(); i++) {
      shuffled.add(i);
    }
    Collections.shuffle(shuffled, random);
    for (int i : shuffled) {
      assertThat(track.at(times.get(i))).isEqualTo(ascending.get(i));
    }
  }

  @Test
  void pieces_ascend() {
    Track track = new Track(0, 1);
    track.towards(100, 2, 10);

    assertThatIllegalArgumentException().isThrownBy(() -> track.towards(99, 3, 10));
  }
}
