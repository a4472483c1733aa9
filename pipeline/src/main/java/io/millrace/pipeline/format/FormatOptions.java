package io.millrace.pipeline.format;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The options of a mapping rule or of a record, by name. */
public record FormatOptions(Map<String, String> values) {
  /** No options: the format's defaults. */
  public static final FormatOptions NONE = new FormatOptions(Map.of());

  public FormatOptions {
    values = Map.copyOf(values);
  }

  /** These options, with those of {@code other} on top. */
  public FormatOptions with(Map<String, String> other) {
    if (other.isEmpty()) {
      return this;
    }
    Map<String, String> both = new TreeMap<>(values);
    both.putAll(other);
    return new FormatOptions(both);
  }

  /** The option's value, or {@code fallback} if it is not set. */
  public String text(String name, String fallback) {
    return values.getOrDefault(name, fallback);
  }

  /** As {@link #text}, but only one of {@code allowed}. */
  public String choice(String name, String fallback, Set<String> allowed) {
    String value = text(name, fallback);
    if (!allowed.contains(value)) {
      throw invalid(name, value, "it is one of " + String.join(", ", allowed));
    }
    return value;
  }

  /** The option's one character, or {@code fallback} if it is not set. */
  public char character(String name, char fallback) {
    String value = text(name, String.valueOf(fallback));
    if (value.length() != 1) {
      throw invalid(name, value, "it is one character");
    }
    return value.charAt(0);
  }

  /** Whether the option is {@code true}; {@code fallback} if it is not set. */
  public boolean flag(String name, boolean fallback) {
    return Boolean.parseBoolean(
        choice(
            name, String.valueOf(fallback), Set.of(String.valueOf(true), String.valueOf(false))));
  }

  /**
   * Refuses options that the format does not have.
   *
   * @throws FormatException with {@link FormatError#FORMAT_OPTION_INVALID}
   */
  public void allowOnly(String format, Set<String> known) {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw FormatException.of(
            FormatError.FORMAT_OPTION_INVALID,
            "Format " + format + " has no option '" + name + "'; it has " + sorted(known) + ".");
      }
    }
  }

  /** The error of an option with a value that it cannot have. */
  public static FormatException invalid(String name, String value, String expected) {
    return FormatException.of(
        FormatError.FORMAT_OPTION_INVALID,
        "Option '" + name + "' cannot be '" + value + "': " + expected + ".");
  }

  private static String sorted(Set<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names.stream().sorted().toList());
  }
}
