package io.millrace.model.unit;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The prefixes of UCUM (clause 27, table 1, and the binary ones of clause 49). */
enum Prefix {
  YOTTA("Y", "1e24"),
  ZETTA("Z", "1e21"),
  EXA("E", "1e18"),
  PETA("P", "1e15"),
  TERA("T", "1e12"),
  GIGA("G", "1e9"),
  MEGA("M", "1e6"),
  KILO("k", "1e3"),
  HECTO("h", "1e2"),
  DEKA("da", "1e1"),
  DECI("d", "1e-1"),
  CENTI("c", "1e-2"),
  MILLI("m", "1e-3"),
  MICRO("u", "1e-6"),
  NANO("n", "1e-9"),
  PICO("p", "1e-12"),
  FEMTO("f", "1e-15"),
  ATTO("a", "1e-18"),
  ZEPTO("z", "1e-21"),
  YOCTO("y", "1e-24"),
  KIBI("Ki", "1024"),
  MEBI("Mi", "1048576"),
  GIBI("Gi", "1073741824"),
  TEBI("Ti", "1099511627776");

  private final String code;
  private final BigDecimal factor;

  Prefix(String code, String factor) {
    this.code = code;
    this.factor = new BigDecimal(factor);
  }

  BigDecimal factor() {
    return factor;
  }

  int length() {
    return code.length();
  }

  /** What people write: the code, but µ for micro. */
  String symbol() {
    return this == MICRO ? "µ" : code;
  }

  /** The prefixes that a symbol begins with and is longer than, the longest first. */
  static List<Prefix> of(String symbol) {
    List<Prefix> found = new ArrayList<>(2);
    for (Prefix prefix : values()) {
      if (symbol.length() > prefix.length() && symbol.startsWith(prefix.code)) {
        found.add(found.isEmpty() || prefix.length() > 1 ? 0 : 1, prefix);
      }
    }
    return found;
  }
}
