package io.millrace.demo.calendar;

import java.time.LocalTime;
import java.util.List;

/** When people rest; machines that need a person at each cycle stop meanwhile. */
public final class Breaks {
  private Breaks() {}

  /**
   * One break.
   *
   * @param start local time
   * @param minutes how long it lasts
   */
  public record Break(LocalTime start, int minutes) {}

  /** The breaks of a shift, in order. */
  public static List<Break> of(Shift shift) {
    return switch (shift) {
      case EARLY -> List.of(new Break(LocalTime.of(9, 0), 15), new Break(LocalTime.of(12, 0), 30));
      case LATE -> List.of(new Break(LocalTime.of(17, 0), 15), new Break(LocalTime.of(19, 30), 30));
      case NIGHT -> List.of(new Break(LocalTime.of(1, 0), 15), new Break(LocalTime.of(3, 30), 30));
    };
  }
}
