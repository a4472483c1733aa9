package io.millrace.model.calendar;

import io.millrace.model.time.TimeRange;
import java.time.LocalDate;
import java.util.List;

/**
 * One shift that was or will be worked.
 *
 * @param name the shift's name
 * @param crew who works it; may be empty
 * @param date the date that it is counted under, which for a night shift may differ from the
 *     calendar's
 * @param range from its first moment to the first moment after it; seven or nine hours for an
 *     eight-hour shift in which the clock is changed
 * @param breaks within it, in order
 */
public record ShiftInstance(
    String name, String crew, LocalDate date, TimeRange range, List<TimeRange> breaks) {
  public ShiftInstance {
    breaks = List.copyOf(breaks);
  }

  /** Whether the instant lies in the shift and in none of its breaks. */
  public boolean isWorkingTime(long timeNs) {
    return range.contains(timeNs) && breaks.stream().noneMatch(b -> b.contains(timeNs));
  }

  /** The length without the breaks, in nanoseconds. */
  public long workingNs() {
    return range.lengthNs() - breaks.stream().mapToLong(TimeRange::lengthNs).sum();
  }
}
