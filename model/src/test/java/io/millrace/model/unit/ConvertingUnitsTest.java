package io.millrace.model.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvertingUnitsTest {
  /** Groups of commensurable units, for the round trips. */
  private static final List<List<String>> FAMILIES =
      List.of(
          List.of("Cel", "[degF]", "K", "[degR]", "[degRe]", "mCel"),
          List.of("bar", "mbar", "Pa", "[psi]", "mm[Hg]", "m[H2O]", "kgf/cm2", "N/mm2", "atm"),
          List.of("m3/h", "L/min", "L/s", "[gal_us]/min", "m3/d", "[ft_i]3/min"),
          List.of("kW.h", "J", "MJ", "[Btu_IT]", "kcal", "W.s"),
          List.of("m/s", "km/h", "[kn_i]", "[mi_i]/h", "mm/min"),
          List.of("1", "%", "[ppm]", "{piece}", "10*3", "mol"),
          List.of("dB[W]", "B[kW]", "dB[kW]"),
          List.of("s", "min", "h", "d", "wk", "a"));

  @ParameterizedTest
  @CsvSource({
    "0, Cel, K, 273.15",
    "100, Cel, [degF], 212",
    "-40, [degF], Cel, -40",
    "37, Cel, [degF], 98.6",
    "660.3, Cel, [degF], 1220.54",
    "491.67, [degR], Cel, 0",
    "80, [degRe], Cel, 100",
    "1, [in_i], m, 0.0254",
    "1, [mi_i], km, 1.609344",
    "1, kW.h, J, 3600000",
    "1, kW.h, MJ, 3.6",
    "1, bar, kPa, 100",
    "1, [psi], Pa, 6894.757293168361",
    "1, atm, bar, 1.01325",
    "760, mm[Hg], Pa, 101324.72",
    "1, L/min, m3/h, 0.06",
    "1, [gal_us]/min, L/min, 3.785411784",
    "100, km/h, m/s, 27.77777777777778",
    "3000, circ/min, rad/s, 314.1592653589793",
    "50, %, 1, 0.5",
    "1500, {piece}/h, {piece}/min, 25",
    "1, [HP], W, 745.6998715822702",
    "1, t/h, kg/s, 0.2777777777777778",
    "20, dB, B, 2",
    "30, dB[W], dB[kW], 0",
    "0, dB[V], dB[uV], 120",
    "1, kgf.m, N.m, 9.80665",
    "1, cSt, mm2/s, 1",
    "1, cP, mPa.s, 1",
    "8, bit, By, 1"
  })
  void known_values(double value, String from, String to, double expected) {
    double converted = Unit.parse(from).conversionTo(Unit.parse(to)).apply(value);
    double scale = Math.max(100, Math.max(Math.abs(value), Math.abs(expected)));
    assertThat(converted).isCloseTo(expected, within(Math.ulp(scale) * 2));
  }

  @Test
  void factors_are_the_decimals_that_people_know() {
    assertThat(conversion("Cel", "[degF]")).isEqualTo(new UnitConversion(1.8, 32));
    assertThat(conversion("mm", "m")).isEqualTo(new UnitConversion(0.001, 0));
    assertThat(conversion("[ft_i]", "m")).isEqualTo(new UnitConversion(0.3048, 0));
    assertThat(conversion("mbar", "bar")).isEqualTo(new UnitConversion(0.001, 0));
    assertThat(conversion("Cel", "Cel")).isSameAs(UnitConversion.IDENTITY);
    assertThat(conversion("L", "dm3").isIdentity()).isTrue();
  }

  @Test
  void there_and_back_gives_the_value_again() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (List<String> family : FAMILIES) {
      for (int i = 0; i < 500; i++) {
        Unit a = Unit.parse(family.get(random.nextInt(family.size())));
        Unit b = Unit.parse(family.get(random.nextInt(family.size())));
        double value = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(7));
        UnitConversion there = a.conversionTo(b);
        double scale = Math.max(Math.abs(value), Math.abs(there.offset() / there.factor()));
        assertThat(b.conversionTo(a).apply(there.apply(value)))
            .as("%s to %s and back, seed %d", a, b, seed)
            .isCloseTo(value, within(Math.max(scale, 1) * 1e-12));
        assertThat(there.inverse().apply(there.apply(value)))
            .isCloseTo(value, within(Math.max(scale, 1) * 1e-12));
      }
    }
  }

  @Test
  void a_detour_over_a_third_unit_changes_nothing() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (List<String> family : FAMILIES) {
      for (int i = 0; i < 300; i++) {
        Unit a = Unit.parse(family.get(random.nextInt(family.size())));
        Unit b = Unit.parse(family.get(random.nextInt(family.size())));
        Unit c = Unit.parse(family.get(random.nextInt(family.size())));
        UnitConversion direct = a.conversionTo(c);
        UnitConversion detour = a.conversionTo(b).then(b.conversionTo(c));
        double expected = direct.apply(17.5);
        double scale =
            Math.abs(expected) + Math.abs(a.conversionTo(b).offset() * b.conversionTo(c).factor());
        assertThat(detour.apply(17.5))
            .as("%s over %s to %s, seed %d", a, b, c, seed)
            .isCloseTo(expected, within(scale * 1e-12 + 1e-15));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"Cel, bar", "kW, kW.h", "m2, m3", "{piece}/h, {piece}", "[NTU], [FNU]", "rad/s, Hz"})
  void different_things_are_incommensurable(String from, String to) {
    assertThat(Unit.parse(from).isCommensurableWith(Unit.parse(to))).isFalse();
    assertThatThrownBy(() -> conversion(from, to))
        .isInstanceOfSatisfying(
            UnitException.class,
            e -> assertThat(e.code()).isEqualTo(UnitError.UNIT_INCOMMENSURABLE));
  }

  @ParameterizedTest
  @CsvSource({
    "bar{gauge}, bar{absolute}",
    "mbar{g}, kPa{abs}",
    "Pa{differential}, Pa{gauge}",
    "[psi]{gauge}, bar{absolute}"
  })
  void gauge_absolute_and_differential_pressure_are_kept_apart(String from, String to) {
    assertThatThrownBy(() -> conversion(from, to)).hasMessageContaining("different references");
  }

  @Test
  void a_pressure_without_a_stated_reference_goes_with_any() {
    assertThat(conversion("mbar", "bar{gauge}").factor()).isEqualTo(0.001);
    assertThat(conversion("mbar{g}", "bar{gauge}").factor()).isEqualTo(0.001);
    assertThat(Unit.parse("{g}.m").pressureReference()).isEqualTo(PressureReference.UNSTATED);
  }

  @ParameterizedTest
  @CsvSource({"dB[SPL], Pa", "[pH], mol/L", "B, 1", "Np, dB", "dB[V], V"})
  void logarithms_are_no_factor_and_offset(String from, String to) {
    assertThat(Unit.parse(from).isCommensurableWith(Unit.parse(to))).isTrue();
    assertThatThrownBy(() -> conversion(from, to))
        .isInstanceOfSatisfying(
            UnitException.class, e -> assertThat(e.code()).isEqualTo(UnitError.UNIT_NOT_LINEAR));
  }

  private static UnitConversion conversion(String from, String to) {
    return Unit.parse(from).conversionTo(Unit.parse(to));
  }
}
