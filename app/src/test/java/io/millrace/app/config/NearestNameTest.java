package io.millrace.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guessing what was meant. */
class NearestNameTest {
  @ParameterizedTest
  @CsvSource({"port,port,0", "prot,port,1", "prt,port,1", "ports,port,1", "'',port,4", "ca,abc,3"})
  void a_swap_of_neighbours_counts_as_one_mistake(String from, String to, int mistakes) {
    assertThat(NearestName.distance(from, to)).isEqualTo(mistakes);
  }

  @Test
  void the_nearest_is_offered_and_nothing_when_all_are_far() {
    List<String> names = List.of("run", "stop", "status");
    assertThat(NearestName.of("stpo", names)).hasValue("stop");
    assertThat(NearestName.of("frobnicate", names)).isEmpty();
    assertThat(NearestName.of("x", List.of())).isEmpty();
  }
}
