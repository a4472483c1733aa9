package io.millrace.model.unit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What people write for a unit: superscripts, middle dots, and the habits of their trades. */
final class UnitSymbol {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  /** Products that everybody writes without a dot, by what the rules below would give. */
  private static final Map<String, String> HABITS =
      Map.ofEntries(
          Map.entry("W·h", "Wh"),
          Map.entry("kW·h", "kWh"),
          Map.entry("MW·h", "MWh"),
          Map.entry("GW·h", "GWh"),
          Map.entry("TW·h", "TWh"),
          Map.entry("A·h", "Ah"),
          Map.entry("mA·h", "mAh"),
          Map.entry("V·A", "VA"),
          Map.entry("kV·A", "kVA"),
          Map.entry("MV·A", "MVA"),
          Map.entry("V·A reactive", "var"),
          Map.entry("kV·A reactive", "kvar"),
          Map.entry("MV·A reactive", "Mvar"));

  private UnitSymbol() {}

  static String of(Term term) {
    String symbol = write(term);
    return HABITS.getOrDefault(symbol, symbol);
  }

  private static String write(Term term) {
    return switch (term) {
      case Term.Product(Term left, Term right) -> product(write(left), write(right));
      case Term.Quotient(var left, Term right) -> (left == null ? "1" : of(left)) + "/" + of(right);
      case Term.Count(String digits) -> digits;
      case Term.Group(Term inner) -> "(" + of(inner) + ")";
      case Term.Annotated(var inner, String text) -> annotated(inner, text);
      case Term.Symbol(var prefix, Atom atom, int exponent) ->
          (prefix == null ? "" : prefix.symbol()) + atom.symbol() + superscript(exponent);
    };
  }

  private static String product(String left, String right) {
    return left.isEmpty() || right.isEmpty() ? left + right : left + "·" + right;
  }

  private static String annotated(@Nullable Term inner, String text) {
    if (inner == null) {
      return text;
    }
    // Pressure references follow the whole unit, as (g), (a) or (d).
    if (PressureReference.ofAnnotation(text) != PressureReference.UNSTATED) {
      return write(inner);
    }
    return write(inner) + " " + text;
  }

  private static String superscript(int exponent) {
    if (exponent == 1) {
      return "";
    }
    StringBuilder text = new StringBuilder(exponent < 0 ? "⁻" : "");
    for (char digit : Integer.toString(Math.abs(exponent)).toCharArray()) {
      text.append(SUPERSCRIPTS.charAt(digit - '0'));
    }
    return text.toString();
  }
}
