package io.millrace.model.unit;

/**
 * What a pressure is measured against. UCUM has no codes for this, so it is said in an annotation
 * ({@code bar{gauge}}), and pressures against different references are not convertible: 0 bar gauge
 * is about 1 bar absolute, but by the weather, not by a constant.
 */
public enum PressureReference {
  /** Nothing is said; taken for whatever the other side says. */
  UNSTATED(""),
  /** Against the surrounding air. */
  GAUGE("(g)"),
  /** Against vacuum. */
  ABSOLUTE("(a)"),
  /** Against another place of the same system. */
  DIFFERENTIAL("(d)");

  private final String suffix;

  PressureReference(String suffix) {
    this.suffix = suffix;
  }

  /** What follows the unit's symbol on screens; empty if nothing is said. */
  public String suffix() {
    return suffix;
  }

  /** Whether values against the one may be shown as values against the other. */
  boolean agreesWith(PressureReference other) {
    return this == other || this == UNSTATED || other == UNSTATED;
  }

  /** The reference that an annotation names; {@link #UNSTATED} if it names none. */
  static PressureReference ofAnnotation(String annotation) {
    return switch (annotation) {
      case "gauge", "g" -> GAUGE;
      case "absolute", "abs", "a" -> ABSOLUTE;
      case "differential", "diff", "d" -> DIFFERENTIAL;
      default -> UNSTATED;
    };
  }
}
