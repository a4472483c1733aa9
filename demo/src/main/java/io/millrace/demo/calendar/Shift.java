package io.millrace.demo.calendar;

import java.time.LocalTime;

/** One of the three shifts of a production day. The night shift belongs to the day it begins on. */
public enum Shift {
  EARLY("Early shift", 6),
  LATE("Late shift", 14),
  NIGHT("Night shift", 22);

  private final String title;
  private final int startHour;

  Shift(String title, int startHour) {
    this.title = title;
    this.startHour = startHour;
  }

  /** What people call it. */
  public String title() {
    return title;
  }

  /** When it begins, local time. */
  public LocalTime start() {
    return LocalTime.of(startHour, 0);
  }

  /** When it ends, local time; for the night shift on the next calendar day. */
  public LocalTime end() {
    return switch (this) {
      case EARLY -> LATE.start();
      case LATE -> NIGHT.start();
      case NIGHT -> EARLY.start();
    };
  }
}
