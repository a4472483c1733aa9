package io.millrace.model.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingUnitsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "m",
        "/m",
        "10*3/ul",
        "10*-3/ul",
        "10*+3/ul",
        "10^6",
        "m3.kg-1.s-2",
        "rad2{a}",
        "{e}",
        "1{c}",
        "{a}.rad2{b}",
        "%",
        "dB[10.nV]",
        "m[H2O]",
        "4.[pi].10*-7.N/A2",
        "kg.m/s2",
        "J/(kg.K)",
        "umol/2.h",
        "[in_i'H2O]",
        "dar",
        "cd",
        "dyn.s/(cm5.m2)",
        "KiBy",
        "mm[Hg]",
        "''",
        "12{piece}"
      })
  void codes_of_ucum_are_read(String code) {
    assertThat(Unit.parse(code).code()).isEqualTo(code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "m/",
        "m//s",
        "10+3/ul",
        "{a}rad2{b}",
        "{|}1",
        "rad2{錠}",
        "{a",
        "a}",
        "{a b}",
        "{{a}}",
        "(m",
        "m)",
        "()",
        "m.",
        ".m",
        "m+",
        "m-",
        "0",
        "m/00",
        "m2-",
        "-1",
        "m123",
        "1234567890123456789",
        "m/{",
        "[in_i",
        "m²"
      })
  void what_is_no_code_is_refused(String code) {
    assertThatThrownBy(() -> Unit.parse(code))
        .isInstanceOfSatisfying(
            UnitException.class,
            e -> assertThat(e.code()).isIn(UnitError.UNIT_MALFORMED, UnitError.UNIT_UNKNOWN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"iU", "molv", "g/12h", "kmin", "CEL", "Kg", "kh", "°C", "m[H20]", "piece"})
  void unknown_symbols_are_named(String code) {
    assertThatThrownBy(() -> Unit.parse(code))
        .isInstanceOfSatisfying(
            UnitException.class, e -> assertThat(e.code()).isEqualTo(UnitError.UNIT_UNKNOWN))
        .hasMessageContaining("case-sensitive");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Cel/min", "Cel2", "W/(m2.Cel)", "dB.m", "B[SPL]/s", "Cel-1", "2.[degF]"})
  void scales_with_a_zero_and_levels_stand_alone(String code) {
    assertThatThrownBy(() -> Unit.parse(code))
        .isInstanceOfSatisfying(
            UnitException.class, e -> assertThat(e.code()).isEqualTo(UnitError.UNIT_NOT_A_RATIO));
  }

  @ParameterizedTest
  @CsvSource({
    "Cel, °C",
    "[degF], °F",
    "m3/h, m³/h",
    "m/s2, m/s²",
    "kW.h, kWh",
    "kW.h/m3, kWh/m³",
    "kg.m-1.s-2, kg·m⁻¹·s⁻²",
    "W/(m2.K), W/(m²·K)",
    "um, µm",
    "kOhm, kΩ",
    "/min, 1/min",
    "{piece}, piece",
    "{piece}/min, piece/min",
    "bar{gauge}, bar(g)",
    "kPa{abs}, kPa(a)",
    "mbar{differential}, mbar(d)",
    "kV.A{reactive}, kvar",
    "10*3/uL, 10³/µL",
    "dB[SPL], dB(SPL)",
    "m3{norm}/h, m³ norm/h"
  })
  void people_see_the_symbols_that_they_write(String code, String symbol) {
    assertThat(Unit.parse(code).symbol()).isEqualTo(symbol);
  }

  @Test
  void depth_and_length_are_bounded() {
    ThrowingCallable deep = () -> Unit.parse("(".repeat(17) + "m" + ")".repeat(17));
    assertThatThrownBy(deep).hasMessageContaining("nested more than 16 deep");
    assertThatThrownBy(() -> Unit.parse("m.".repeat(100) + "m"))
        .hasMessageContaining("at most 200");
  }

  @Test
  void garbage_never_does_anything_but_be_refused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "mskgK0123456789./(){}[]*^+-'%CelBWuh_ \u00b0\u9320";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(12); length >= 0; length--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String code = text.toString();
      try {
        assertThat(Unit.parse(code).symbol()).isNotNull();
      } catch (UnitException e) {
        assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
      } catch (RuntimeException e) {
        throw new AssertionError("'" + code + "', seed " + seed, e);
      }
    }
  }
}
