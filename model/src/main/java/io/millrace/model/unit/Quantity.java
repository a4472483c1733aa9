package io.millrace.model.unit;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A multiple of base units: what a term without scales and levels comes to.
 *
 * @param size in base units, 34 digits
 */
record Quantity(BigDecimal size, Dimension dimension) {
  /** Twice the digits of a double, so that only the last step rounds what anybody can see. */
  static final MathContext DIGITS = MathContext.DECIMAL128;

  private static final Quantity ONE = new Quantity(BigDecimal.ONE, Dimension.ONE);

  /**
   * Evaluates a term.
   *
   * @throws UnitException if it holds a scale with a zero of its own or a level
   */
  static Quantity of(Term term) {
    return switch (term) {
      case Term.Product(Term left, Term right) -> of(left).times(of(right));
      case Term.Quotient(var left, Term right) ->
          (left == null ? ONE : of(left)).times(of(right).power(-1));
      case Term.Count(String digits) -> new Quantity(new BigDecimal(digits), Dimension.ONE);
      case Term.Group(Term inner) -> of(inner);
      case Term.Annotated(var inner, String text) -> inner == null ? ONE : of(inner);
      case Term.Symbol symbol -> ofSymbol(symbol);
    };
  }

  private static Quantity ofSymbol(Term.Symbol symbol) {
    Atom atom = symbol.atom();
    return switch (atom.scale()) {
      case Scale.Ratio(BigDecimal size) -> {
        Prefix prefix = symbol.prefix();
        BigDecimal prefixed = prefix == null ? size : size.multiply(prefix.factor(), DIGITS);
        yield new Quantity(prefixed, atom.dimension()).power(symbol.exponent());
      }
      case Scale.WithZero _ ->
          throw new UnitException(
              UnitError.UNIT_NOT_A_RATIO,
              "The unit "
                  + atom.code()
                  + " ("
                  + atom.name()
                  + ") has a zero of its own and cannot be multiplied, divided or raised to a power;"
                  + " write K for differences of temperature, as in K/min.");
      case Scale.Level _ ->
          throw new UnitException(
              UnitError.UNIT_NOT_A_RATIO,
              "The unit "
                  + atom.code()
                  + " ("
                  + atom.name()
                  + ") is a level (a logarithm) and cannot be multiplied, divided or raised to a"
                  + " power.");
    };
  }

  Quantity times(Quantity other) {
    return new Quantity(size.multiply(other.size, DIGITS), dimension.times(other.dimension));
  }

  Quantity power(int exponent) {
    return exponent == 1
        ? this
        : new Quantity(size.pow(exponent, DIGITS), dimension.power(exponent));
  }
}
