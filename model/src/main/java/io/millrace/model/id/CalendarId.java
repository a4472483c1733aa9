package io.millrace.model.id;

import java.util.UUID;

/** Names a calendar of shifts and holidays. */
public record CalendarId(UUID value) implements Comparable<CalendarId> {
  /**
   * Reads the text form of {@link #toString()}.
   *
   * @throws IllegalArgumentException if it is not a UUID
   */
  public static CalendarId of(String text) {
    return new CalendarId(UuidText.parse(text));
  }

  @Override
  public int compareTo(CalendarId other) {
    return UuidText.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
