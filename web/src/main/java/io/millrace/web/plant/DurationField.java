package io.millrace.web.plant;

import io.millrace.registry.json.DurationText;
import io.millrace.web.error.WebException;
import org.jspecify.annotations.Nullable;

/** Durations in bodies: {@code 500ms}, {@code 10s}, {@code 1.5h}, {@code 30d}. */
final class DurationField {
  private DurationField() {}

  /** Null for 0, which stands for unknown. */
  static @Nullable String orNull(long ns) {
    return ns == 0 ? null : DurationText.of(ns);
  }

  /** Nanoseconds of a text, or what counts if there is none. */
  static long ns(String field, @Nullable String text, long otherwiseNs) {
    if (text == null || text.isBlank()) {
      return otherwiseNs;
    }
    try {
      return DurationText.parse(text.strip());
    } catch (IllegalArgumentException e) {
      throw WebException.field(field, "In the field '" + field + "', " + e.getMessage() + ".");
    }
  }
}
