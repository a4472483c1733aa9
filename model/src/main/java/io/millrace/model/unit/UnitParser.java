package io.millrace.model.unit;

import org.jspecify.annotations.Nullable;

/**
 * Reads a UCUM code by recursive descent. The grammar is UCUM's, clause 6:
 *
 * <pre>
 * main       = ["/"] term
 * term       = component { ("." | "/") component }        (from left to right)
 * component  = (symbol [exponent] | number) [annotation] | annotation | "(" term ")"
 * annotation = "{" printable ASCII except braces "}"
 * </pre>
 *
 * Bounded: {@value #MAX_LENGTH} characters, {@value #MAX_DEPTH} nested brackets.
 */
final class UnitParser {
  static final int MAX_LENGTH = 200;
  static final int MAX_DEPTH = 16;
  private static final int MAX_EXPONENT_DIGITS = 2;
  private static final int MAX_NUMBER_DIGITS = 18;
  private static final int POWER_OF_TEN_LENGTH = "10*".length();

  private final String code;
  private final AtomTable atoms;
  private int at;
  private int depth;

  UnitParser(String code, AtomTable atoms) {
    this.code = code;
    this.atoms = atoms;
  }

  Term parse() {
    if (code.isEmpty()) {
      throw malformed("it is empty; the unit of a pure number is 1");
    }
    if (code.length() > MAX_LENGTH) {
      throw new UnitException(
          UnitError.UNIT_MALFORMED,
          "A unit has at most " + MAX_LENGTH + " characters, this has " + code.length() + ".");
    }
    Term term = accept('/') ? term(new Term.Quotient(null, component())) : term(component());
    if (at < code.length()) {
      throw malformed("there is a '" + code.charAt(at) + "' where nothing should follow");
    }
    return term;
  }

  private Term term(Term first) {
    Term left = first;
    while (true) {
      if (accept('.')) {
        left = new Term.Product(left, component());
      } else if (accept('/')) {
        left = new Term.Quotient(left, component());
      } else {
        return left;
      }
    }
  }

  private Term component() {
    if (accept('(')) {
      if (++depth > MAX_DEPTH) {
        throw malformed("brackets are nested more than " + MAX_DEPTH + " deep");
      }
      Term inner = term(component());
      if (!accept(')')) {
        throw malformed("a bracket is not closed");
      }
      depth--;
      return new Term.Group(inner);
    }
    if (accept('{')) {
      return new Term.Annotated(null, annotation());
    }
    Term simple = symbolOrNumber();
    if (accept('{')) {
      return new Term.Annotated(simple, annotation());
    }
    return simple;
  }

  private String annotation() {
    int start = at;
    while (at < code.length() && code.charAt(at) != '}') {
      char c = code.charAt(at);
      if (c == '{' || c < '!' || c > '~') {
        throw malformed("an annotation holds printable ASCII without spaces and braces");
      }
      at++;
    }
    String text = code.substring(start, at);
    if (!accept('}')) {
      throw malformed("an annotation is not closed");
    }
    return text;
  }

  private Term symbolOrNumber() {
    int start = at;
    skipSymbol();
    String word = code.substring(start, at);
    if (word.isEmpty()) {
      throw malformed("a unit is missing at character " + (start + 1));
    }
    int end = exponentStart(word);
    if (end == 0) {
      if (word.length() > MAX_NUMBER_DIGITS) {
        throw malformed("the number " + word + " is too long");
      }
      if (word.charAt(0) == '-' || word.charAt(0) == '+') {
        throw malformed("a number has no sign");
      }
      if (word.chars().allMatch(c -> c == '0')) {
        throw malformed("nothing is measured in multiples of zero");
      }
      return new Term.Count(word);
    }
    return symbol(word.substring(0, end), exponent(word.substring(end)));
  }

  /** Moves behind a symbol and its exponent; what stands in square brackets belongs together. */
  private void skipSymbol() {
    boolean bracket = false;
    for (; at < code.length(); at++) {
      char c = code.charAt(at);
      if (c == '[') {
        bracket = true;
      } else if (c == ']') {
        bracket = false;
      } else if (!bracket && "./(){}".indexOf(c) >= 0) {
        return;
      }
    }
  }

  /** Where the exponent of a symbol begins; 0 if it is nothing but a number. */
  private static int exponentStart(String word) {
    if (word.startsWith("10*") || word.startsWith("10^")) {
      return POWER_OF_TEN_LENGTH;
    }
    int start = word.length();
    while (start > 0 && isDigit(word.charAt(start - 1))) {
      start--;
    }
    boolean signed =
        start > 0 && start < word.length() && "+-".indexOf(word.charAt(start - 1)) >= 0;
    return signed ? start - 1 : start;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private int exponent(String text) {
    if (text.isEmpty()) {
      return 1;
    }
    String digits = text.startsWith("+") || text.startsWith("-") ? text.substring(1) : text;
    if (digits.isEmpty()
        || digits.length() > MAX_EXPONENT_DIGITS
        || !digits.chars().allMatch(UnitParser::isDigit)) {
      throw malformed("'" + text + "' is no exponent");
    }
    return Integer.parseInt(text);
  }

  private Term symbol(String symbol, int exponent) {
    Atom whole = atoms.find(symbol);
    if (whole != null) {
      return symbol(null, whole, exponent);
    }
    for (Prefix prefix : Prefix.of(symbol)) {
      Atom rest = atoms.find(symbol.substring(prefix.length()));
      if (rest != null && rest.metric()) {
        return symbol(prefix, rest, exponent);
      }
    }
    throw new UnitException(
        UnitError.UNIT_UNKNOWN,
        "The unit "
            + quoted()
            + " holds '"
            + symbol
            + "', which is none of the UCUM units that we know (they are case-sensitive)."
            + " Things that are counted go into braces, such as {piece}.");
  }

  private static Term symbol(@Nullable Prefix prefix, Atom atom, int exponent) {
    return new Term.Symbol(prefix, atom, exponent);
  }

  private boolean accept(char expected) {
    if (at < code.length() && code.charAt(at) == expected) {
      at++;
      return true;
    }
    return false;
  }

  private UnitException malformed(String why) {
    return new UnitException(
        UnitError.UNIT_MALFORMED, "The unit " + quoted() + " is not a UCUM code: " + why + ".");
  }

  private String quoted() {
    return "'" + code + "'";
  }
}
