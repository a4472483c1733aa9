package io.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Goals are sharp at their bound and survive being written down. */
class GoalTest {
  @Test
  void a_bound_is_part_of_at_least_and_at_most_and_not_of_below() {
    assertThat(Goal.atLeast(10).isMetBy(10)).isTrue();
    assertThat(Goal.atMost(10).isMetBy(10)).isTrue();
    assertThat(Goal.below(10).isMetBy(10)).isFalse();
    assertThat(Goal.below(10).isMetBy(9.99)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {">= 250000", "<= 2.5", "< 0.001", "< 3"})
  void the_text_comes_back_as_it_was(String text) {
    assertThat(Goal.parse(text)).hasToString(text);
  }

  @Test
  void another_text_is_refused() {
    assertThatThrownBy(() -> Goal.parse("fast")).hasMessageContaining("'fast' is not a goal");
  }
}
