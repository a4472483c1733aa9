package io.millrace.model.unit;

import java.math.BigDecimal;

/**
 * A unit of measure, read from its UCUM code. Immutable; two units are equal if their codes are.
 */
public final class Unit {
  private final String code;
  private final Term term;
  private final Scale scale;
  private final Dimension dimension;
  private final PressureReference pressureReference;

  private Unit(String code, Term term) {
    this.code = code;
    this.term = term;
    if (specialSymbol(term) instanceof Term.Symbol symbol) {
      scale = scaled(symbol);
      dimension = symbol.atom().dimension();
    } else {
      Quantity quantity = Quantity.of(term);
      scale = new Scale.Ratio(quantity.size());
      dimension = quantity.dimension();
    }
    pressureReference =
        dimension.equals(Dimension.PRESSURE) ? pressureReference(term) : PressureReference.UNSTATED;
  }

  /**
   * Reads a case-sensitive UCUM code.
   *
   * @throws UnitException {@link UnitError#UNIT_MALFORMED}, {@link UnitError#UNIT_UNKNOWN} or
   *     {@link UnitError#UNIT_NOT_A_RATIO}
   */
  public static Unit parse(String code) {
    return new Unit(code, new UnitParser(code, AtomTable.standard()).parse());
  }

  /** The UCUM code as it was written. */
  public String code() {
    return code;
  }

  /** What people write: {@code °C}, {@code m³/h}, {@code kWh}, {@code bar(g)}. */
  public String symbol() {
    return UnitSymbol.of(term) + pressureReference.suffix();
  }

  /** What a pressure is measured against; unstated for everything else. */
  public PressureReference pressureReference() {
    return pressureReference;
  }

  /** Whether both measure the same, so that {@link #conversionTo} can only fail for levels. */
  public boolean isCommensurableWith(Unit other) {
    return dimension.equals(other.dimension)
        && pressureReference.agreesWith(other.pressureReference);
  }

  /**
   * How values in this unit become values in another.
   *
   * @throws UnitException {@link UnitError#UNIT_INCOMMENSURABLE} or {@link
   *     UnitError#UNIT_NOT_LINEAR}
   */
  public UnitConversion conversionTo(Unit other) {
    if (code.equals(other.code)) {
      return UnitConversion.IDENTITY;
    }
    if (!isCommensurableWith(other)) {
      throw incommensurable(other);
    }
    if (scale instanceof Scale.Level from && other.scale instanceof Scale.Level to) {
      return betweenLevels(from, to, other);
    }
    if (scale instanceof Scale.Level || other.scale instanceof Scale.Level) {
      throw notLinear(other);
    }
    BigDecimal factor = slope(scale).divide(slope(other.scale), Quantity.DIGITS);
    BigDecimal offset =
        base(scale)
            .subtract(base(other.scale), Quantity.DIGITS)
            .divide(slope(other.scale), Quantity.DIGITS);
    return new UnitConversion(factor.doubleValue(), offset.doubleValue());
  }

  private UnitConversion betweenLevels(Scale.Level from, Scale.Level to, Unit other) {
    if (from.natural() != to.natural() || from.factor().compareTo(to.factor()) != 0) {
      throw notLinear(other);
    }
    double ratio = from.reference().divide(to.reference(), Quantity.DIGITS).doubleValue();
    double logarithm = from.natural() ? Math.log(ratio) : Math.log10(ratio);
    double step = to.step().doubleValue();
    return new UnitConversion(
        from.step().divide(to.step(), Quantity.DIGITS).doubleValue(),
        from.factor().doubleValue() * logarithm / step);
  }

  /** How many base units one step of the scale is. */
  private static BigDecimal slope(Scale scale) {
    return switch (scale) {
      case Scale.Ratio(BigDecimal size) -> size;
      case Scale.WithZero(BigDecimal size, BigDecimal zero, BigDecimal step) ->
          size.multiply(step, Quantity.DIGITS);
      case Scale.Level _ -> throw new AssertionError("Levels have no slope.");
    };
  }

  /** The base value at zero. */
  private static BigDecimal base(Scale scale) {
    return switch (scale) {
      case Scale.Ratio _ -> BigDecimal.ZERO;
      case Scale.WithZero(BigDecimal size, BigDecimal zero, BigDecimal step) ->
          size.multiply(zero, Quantity.DIGITS);
      case Scale.Level _ -> throw new AssertionError("Levels have no base.");
    };
  }

  /** The symbol that is the whole unit and has a scale of its own, if there is one. */
  private static Term specialSymbol(Term term) {
    return switch (term) {
      case Term.Annotated(var inner, String text) when inner != null -> specialSymbol(inner);
      case Term.Group(Term inner) -> specialSymbol(inner);
      case Term.Symbol symbol
          when symbol.exponent() == 1 && !(symbol.atom().scale() instanceof Scale.Ratio) ->
          symbol;
      case Term.Annotated _, Term.Symbol _, Term.Product _, Term.Quotient _, Term.Count _ ->
          new Term.Count("1");
    };
  }

  private static Scale scaled(Term.Symbol symbol) {
    Prefix prefix = symbol.prefix();
    BigDecimal step = prefix == null ? BigDecimal.ONE : prefix.factor();
    return switch (symbol.atom().scale()) {
      case Scale.Ratio ratio -> ratio;
      case Scale.WithZero(BigDecimal size, BigDecimal zero, BigDecimal one) ->
          new Scale.WithZero(size, zero, step);
      case Scale.Level(boolean natural, BigDecimal factor, BigDecimal reference, BigDecimal one) ->
          new Scale.Level(natural, factor, reference, step);
    };
  }

  private static PressureReference pressureReference(Term term) {
    return switch (term) {
      case Term.Product(Term left, Term right) ->
          firstStated(pressureReference(left), pressureReference(right));
      case Term.Quotient(var left, Term right) ->
          firstStated(
              left == null ? PressureReference.UNSTATED : pressureReference(left),
              pressureReference(right));
      case Term.Group(Term inner) -> pressureReference(inner);
      case Term.Annotated(var inner, String text) -> PressureReference.ofAnnotation(text);
      case Term.Symbol _, Term.Count _ -> PressureReference.UNSTATED;
    };
  }

  private static PressureReference firstStated(PressureReference a, PressureReference b) {
    return a == PressureReference.UNSTATED ? b : a;
  }

  private UnitException incommensurable(Unit other) {
    boolean reference = dimension.equals(other.dimension);
    return new UnitException(
        UnitError.UNIT_INCOMMENSURABLE,
        "Values in '"
            + code
            + "' cannot be converted to '"
            + other.code
            + "': "
            + (reference
                ? "the pressures are measured against different references."
                : "the two units measure different things."));
  }

  private UnitException notLinear(Unit other) {
    return new UnitException(
        UnitError.UNIT_NOT_LINEAR,
        "Values in '"
            + code
            + "' cannot be converted to '"
            + other.code
            + "' by a factor and an offset, because a logarithm lies between them.");
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Unit other && code.equals(other.code);
  }

  @Override
  public int hashCode() {
    return code.hashCode();
  }

  /** The UCUM code. */
  @Override
  public String toString() {
    return code;
  }
}
