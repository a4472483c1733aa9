package io.millrace.pipeline.format.scan;

import io.millrace.model.time.Times;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Reads a time of ISO 8601 in the profile of RFC 3339, and a little more: a space instead of {@code
 * T}, a comma before the fraction, seconds, time of day or offset left out, {@code +0100} and
 * {@code +01}. A leap second counts as the second after it. Holds the time read last; one thread at
 * a time.
 */
public final class TimeScanner {
  private static final int SECONDS_PER_DAY = 86_400;
  private static final int NANO_DIGITS = 9;
  private static final int[] DAYS_OF_MONTH = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private byte[] bytes = new byte[0];
  private int at;
  private int to;
  private long localSecond;
  private int nano;
  private boolean hasOffset;
  private int offsetSeconds;

  /** Whether the bytes are such a time and nothing else. */
  public boolean scan(byte[] text, int from, int end) {
    bytes = text;
    at = from;
    to = end;
    nano = 0;
    hasOffset = false;
    offsetSeconds = 0;
    int year = digits(4);
    boolean date = year >= 0 && take('-');
    int month = date ? digits(2) : -1;
    date = month >= 1 && month <= 12 && take('-');
    int day = date ? digits(2) : -1;
    if (!date || day < 1 || day > daysOf(year, month)) {
      return false;
    }
    localSecond = epochDay(year, month, day) * SECONDS_PER_DAY;
    return at == to || (timeOfDay() && (at == to || offset()) && at == to);
  }

  private boolean timeOfDay() {
    if (!take('T') && !take('t') && !take(' ')) {
      return false;
    }
    int hour = digits(2);
    if (hour < 0 || hour > 23 || !take(':')) {
      return false;
    }
    int minute = digits(2);
    if (minute < 0 || minute > 59) {
      return false;
    }
    int second = 0;
    if (take(':')) {
      second = digits(2);
      if (second < 0 || second > 60 || !fraction()) {
        return false;
      }
    }
    localSecond += hour * 3600L + minute * 60L + second;
    return true;
  }

  private boolean fraction() {
    if (!take('.') && !take(',')) {
      return true;
    }
    int first = at;
    int value = 0;
    while (at < to && bytes[at] >= '0' && bytes[at] <= '9') {
      if (at - first < NANO_DIGITS) {
        value = value * 10 + (bytes[at] - '0');
      }
      at++;
    }
    for (int n = at - first; n < NANO_DIGITS; n++) {
      value *= 10;
    }
    nano = value;
    return at > first;
  }

  private boolean offset() {
    hasOffset = true;
    if (take('Z') || take('z')) {
      return true;
    }
    boolean minus = at < to && bytes[at] == '-';
    if (!take('+') && !take('-')) {
      return false;
    }
    int hours = digits(2);
    int minutes = 0;
    if (at < to) {
      take(':');
      minutes = digits(2);
    }
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return false;
    }
    offsetSeconds = (minus ? -1 : 1) * (hours * 3600 + minutes * 60);
    return true;
  }

  private boolean take(char c) {
    if (at < to && bytes[at] == c) {
      at++;
      return true;
    }
    return false;
  }

  private int digits(int count) {
    if (to - at < count) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < count; i++) {
      int d = bytes[at + i] - '0';
      if (d < 0 || d > 9) {
        return -1;
      }
      value = value * 10 + d;
    }
    at += count;
    return value;
  }

  /** Whether the text named its offset from UTC. */
  public boolean hasOffset() {
    return hasOffset;
  }

  /**
   * Nanoseconds since the epoch.
   *
   * @param zone what to take the time in if it names no offset; a time that the zone skips or has
   *     twice is taken as {@link java.time.ZonedDateTime#of(LocalDateTime, ZoneId)} does
   * @throws ArithmeticException outside the years 1677 to 2262
   */
  public long ns(ZoneId zone) {
    long second =
        hasOffset || zone.equals(ZoneOffset.UTC)
            ? localSecond - offsetSeconds
            : LocalDateTime.ofEpochSecond(localSecond, 0, ZoneOffset.UTC)
                .atZone(zone)
                .toEpochSecond();
    return Math.addExact(Math.multiplyExact(second, Times.SECOND), (long) nano);
  }

  private static int daysOf(int year, int month) {
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && !leap ? 28 : DAYS_OF_MONTH[month - 1];
  }

  /** Days from 1970-01-01 (Hinnant, "chrono-compatible low-level date algorithms", 2013). */
  private static long epochDay(int year, int month, int day) {
    int y = month <= 2 ? year - 1 : year;
    int era = Math.floorDiv(y, 400);
    int yearOfEra = y - era * 400;
    int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * 146_097L + dayOfEra - 719_468;
  }
}
