package io.millrace.pipeline.context;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * To which points an address belongs, by source time (law 14). Immutable.
 *
 * @param periods ascending; each holds until the next begins
 */
public record Timeline(List<Period> periods) {
  /** The address belongs to no point, ever. */
  public static final Timeline EMPTY = new Timeline(List.of());

  /**
   * A span of source time.
   *
   * @param fromNs where it begins, nanoseconds since the epoch
   * @param binding what holds; null if the address belongs to no point
   */
  public record Period(long fromNs, @Nullable Binding binding) {}

  public Timeline {
    periods = List.copyOf(periods);
  }

  /** What holds at a source time; null if the address belongs to no point then. */
  public @Nullable Binding at(long timeNs) {
    for (int i = periods.size() - 1; i >= 0; i--) {
      if (timeNs >= periods.get(i).fromNs()) {
        return periods.get(i).binding();
      }
    }
    return null;
  }
}
