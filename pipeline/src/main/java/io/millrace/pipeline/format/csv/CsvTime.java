package io.millrace.pipeline.format.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.model.time.Times;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.scan.EpochUnit;
import io.millrace.pipeline.format.scan.NumberScanner;
import io.millrace.pipeline.format.scan.TimeScanner;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times of a column: {@code iso}, a number in {@code s}, {@code ms}, {@code us} or {@code
 * ns}, or a pattern of {@link DateTimeFormatter}. One thread at a time.
 */
public final class CsvTime {
  /** The name of ISO 8601. */
  public static final String ISO = "iso";

  private final ZoneId zone;
  private final @Nullable EpochUnit unit;
  private final @Nullable DateTimeFormatter pattern;
  private final TimeScanner iso = new TimeScanner();
  private final NumberScanner number = new NumberScanner();

  /**
   * A reader of times in a format.
   *
   * @param zone for times that name no offset
   */
  public CsvTime(String format, ZoneId zone) {
    this.zone = zone;
    this.unit = EpochUnit.ofName(format);
    this.pattern = unit != null || format.equals(ISO) ? null : formatter(format);
  }

  private static DateTimeFormatter formatter(String format) {
    try {
      // 'u' is the year that needs no era, which is what people mean by 'y'.
      return DateTimeFormatter.ofPattern(format.replace('y', 'u'), Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw FormatOptions.invalid(
          "time-format", format, "it is iso, s, ms, us, ns or a pattern such as dd.MM.yyyy HH:mm");
    }
  }

  /** Nanoseconds since the epoch; empty if the text is no such time. */
  public OptionalLong parse(String text) {
    try {
      if (pattern != null) {
        return OptionalLong.of(ofPattern(pattern, text));
      }
      byte[] bytes = text.getBytes(UTF_8);
      if (unit == null) {
        return iso.scan(bytes, 0, bytes.length)
            ? OptionalLong.of(iso.ns(zone))
            : OptionalLong.empty();
      }
      return number.scan(bytes, 0, bytes.length) == bytes.length
          ? OptionalLong.of(number.asNs(unit.exponent()))
          : OptionalLong.empty();
    } catch (ArithmeticException | DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private long ofPattern(DateTimeFormatter formatter, String text) {
    TemporalAccessor parsed =
        formatter.parseBest(
            text, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    return Times.toNs(
        switch (parsed) {
          case ZonedDateTime zoned -> zoned.toInstant();
          case OffsetDateTime offset -> offset.toInstant();
          case LocalDateTime local -> local.atZone(zone).toInstant();
          case LocalDate date -> date.atStartOfDay(zone).toInstant();
          default -> throw new DateTimeParseException("not a time", text, 0);
        });
  }
}
