package io.millrace.demo.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The public holidays of Saxony, where the foundry stands. */
public final class Holidays {
  private Holidays() {}

  /** The holidays of a year with their names, in order. */
  public static NavigableMap<LocalDate, String> of(int year) {
    NavigableMap<LocalDate, String> days = new TreeMap<>();
    LocalDate easter = easterSunday(year);
    days.put(LocalDate.of(year, Month.JANUARY, 1), "New Year");
    days.put(easter.minusDays(2), "Good Friday");
    days.put(easter.plusDays(1), "Easter Monday");
    days.put(LocalDate.of(year, Month.MAY, 1), "Labour Day");
    days.put(easter.plusDays(39), "Ascension Day");
    days.put(easter.plusDays(50), "Whit Monday");
    days.put(LocalDate.of(year, Month.OCTOBER, 3), "German Unity Day");
    days.put(LocalDate.of(year, Month.OCTOBER, 31), "Reformation Day");
    days.put(
        LocalDate.of(year, Month.NOVEMBER, 23)
            .with(TemporalAdjusters.previous(DayOfWeek.WEDNESDAY)),
        "Repentance Day");
    days.put(LocalDate.of(year, Month.DECEMBER, 25), "Christmas Day");
    days.put(LocalDate.of(year, Month.DECEMBER, 26), "Boxing Day");
    return days;
  }

  /** The Gregorian computus of Meeus, Jones and Butcher (Nature, 20 April 1876). */
  private static LocalDate easterSunday(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int g = (8 * b + 13) / 25;
    int h = (19 * a + b - b / 4 - g + 15) % 30;
    int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    int m = (a + 11 * h + 22 * l) / 451;
    int n = h + l - 7 * m + 114;
    return LocalDate.of(year, n / 31, n % 31 + 1);
  }
}
