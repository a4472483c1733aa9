package io.millrace.model.unit;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a unit measures, as exponents of UCUM's seven base units: metre, second, gram, radian,
 * kelvin, coulomb, candela; and of arbitrary units, each of which is a dimension of its own (UCUM,
 * clause 24). Immutable.
 */
final class Dimension {
  private static final int BASE_UNITS = 7;

  /** Numbers and ratios. */
  static final Dimension ONE = new Dimension(new int[BASE_UNITS], Map.of());

  /** Force by area: g / (m s²). */
  static final Dimension PRESSURE = new Dimension(new int[] {-1, -2, 1, 0, 0, 0, 0}, Map.of());

  private final int[] exponents;
  private final Map<String, Integer> arbitrary;

  private Dimension(int[] exponents, Map<String, Integer> arbitrary) {
    this.exponents = exponents;
    this.arbitrary = arbitrary;
  }

  static Dimension ofBase(int index) {
    int[] exponents = new int[BASE_UNITS];
    exponents[index] = 1;
    return new Dimension(exponents, Map.of());
  }

  static Dimension ofArbitrary(String code) {
    return new Dimension(new int[BASE_UNITS], Map.of(code, 1));
  }

  Dimension times(Dimension other) {
    return combine(other, 1);
  }

  Dimension dividedBy(Dimension other) {
    return combine(other, -1);
  }

  Dimension power(int exponent) {
    return ONE.combine(this, exponent);
  }

  private Dimension combine(Dimension other, int sign) {
    int[] sum = exponents.clone();
    for (int i = 0; i < BASE_UNITS; i++) {
      sum[i] += sign * other.exponents[i];
    }
    TreeMap<String, Integer> all = new TreeMap<>(arbitrary);
    other.arbitrary.forEach((code, exponent) -> all.merge(code, sign * exponent, Integer::sum));
    all.values().removeIf(exponent -> exponent == 0);
    return new Dimension(sum, Map.copyOf(all));
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Dimension other
        && Arrays.equals(exponents, other.exponents)
        && arbitrary.equals(other.arbitrary);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(exponents) + arbitrary.hashCode();
  }
}
