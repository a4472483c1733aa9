package io.millrace.registry.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.model.plant.PointSpec;
import io.millrace.model.sample.ValueKind;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposedNameTest {
  @ParameterizedTest
  @CsvSource({
    "plant1/press_07/values, bearingTemp, Bearing temp",
    "plant1/press/oil_pressure, '', Oil pressure",
    "a/b, values.OEE, OEE",
    "a/temp/value, value, Temp",
    "spBv1.0/g/DDATA/n/d, Motor/RPM, RPM",
    "'', '', Value",
    "///, ..., Value",
    "c, PLC_ID, PLC ID"
  })
  void an_address_suggests_a_name(String channel, String path, String name) {
    assertThat(ProposedName.of(channel, path)).isEqualTo(name);
  }

  @Test
  void whatever_a_key_holds_its_name_is_one_that_a_point_may_have() {
    for (int control = 0; control < 0xa0; control++) {
      String name = ProposedName.of("c", "oil" + (char) control + "temp");
      assertThat(PointSpec.of(name, ValueKind.DOUBLE).name()).isEqualTo(name);
    }
    assertThat(ProposedName.of("c", "oil\u0085temp")).isEqualTo("Oil temp");
  }

  @Test
  void names_that_are_taken_get_more_of_the_address_and_then_a_number() {
    Set<String> taken = new HashSet<>();
    assertThat(ProposedName.unique("a/oven1", "temp", taken)).isEqualTo("Temp");
    assertThat(ProposedName.unique("a/oven2", "temp", taken)).isEqualTo("Oven2 temp");
    assertThat(ProposedName.unique("a/oven2", "temp", taken)).isEqualTo("A oven2 temp");
    assertThat(ProposedName.unique("a/oven2", "temp", taken)).isEqualTo("A oven2 temp 2");
  }
}
