package io.millrace.history.query;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;

/**
 * Where the next page of samples begins.
 *
 * @param timeNs time of its first sample
 * @param skipped how many samples with this time were on the pages before, counted in the direction
 *     of the pages
 */
public record PagePosition(long timeNs, int skipped) {
  private static final char SEPARATOR = '.';

  /** The text that {@link #parse} reads; only digits, a dot and a minus sign. */
  @Override
  public String toString() {
    return timeNs + String.valueOf(SEPARATOR) + skipped;
  }

  /**
   * Reads the text form.
   *
   * @throws HistoryException with {@code HISTORY_QUERY_INVALID} if it is none
   */
  public static PagePosition parse(String text) {
    int dot = text.indexOf(SEPARATOR);
    try {
      int skipped = Integer.parseInt(text.substring(dot + 1));
      if (dot > 0 && skipped >= 0) {
        return new PagePosition(Long.parseLong(text.substring(0, dot)), skipped);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new HistoryException(
        HistoryError.HISTORY_QUERY_INVALID,
        "The page position is not one that an earlier page gave. Use it as it came.");
  }
}
