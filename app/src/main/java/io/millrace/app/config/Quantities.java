package io.millrace.app.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Quantities that people write with a unit: {@code 10 GB}, {@code 90 s}. */
final class Quantities {
  private static final Pattern FORM =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?) ?([A-Za-z]{1,5})");

  /** Sizes count in powers of 1024, as memory does. */
  private static final Map<String, Long> SIZE_UNITS = sizeUnits();

  private static final Map<String, Long> SPAN_UNITS_MS = spanUnits();

  private Quantities() {}

  private static Map<String, Long> sizeUnits() {
    Map<String, Long> units = new LinkedHashMap<>();
    units.put("TB", 1L << 40);
    units.put("GB", 1L << 30);
    units.put("MB", 1L << 20);
    units.put("KB", 1L << 10);
    units.put("B", 1L);
    return units;
  }

  private static Map<String, Long> spanUnits() {
    Map<String, Long> units = new LinkedHashMap<>();
    units.put("d", 86_400_000L);
    units.put("h", 3_600_000L);
    units.put("min", 60_000L);
    units.put("s", 1_000L);
    units.put("ms", 1L);
    return units;
  }

  /**
   * A number of bytes within a range.
   *
   * @param min in bytes
   * @param max in bytes
   */
  record ByteSize(long min, long max) implements ValueType<Long> {
    @Override
    public Long parse(String text) {
      return scaled(this, text, SIZE_UNITS, min, max);
    }

    @Override
    public String format(Long value) {
      return withUnit(value, SIZE_UNITS);
    }

    @Override
    public String allowed() {
      return "a size from %s to %s (units: %s)"
          .formatted(format(min), format(max), unitList(SIZE_UNITS.keySet()));
    }
  }

  /** A time span within a range, in whole milliseconds. */
  record Span(Duration min, Duration max) implements ValueType<Duration> {
    @Override
    public Duration parse(String text) {
      return Duration.ofMillis(scaled(this, text, SPAN_UNITS_MS, min.toMillis(), max.toMillis()));
    }

    @Override
    public String format(Duration value) {
      return withUnit(value.toMillis(), SPAN_UNITS_MS);
    }

    @Override
    public String allowed() {
      return "a time span from %s to %s (units: %s)"
          .formatted(format(min), format(max), unitList(SPAN_UNITS_MS.keySet()));
    }
  }

  private static long scaled(
      ValueType<?> type, String text, Map<String, Long> units, long min, long max) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      Long unit = units.get(matcher.group(2));
      if (unit != null) {
        // Exact: 0.1 GB is not a whole number of bytes and rounds down to one.
        BigDecimal value = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(unit));
        if (value.compareTo(BigDecimal.valueOf(min)) >= 0
            && value.compareTo(BigDecimal.valueOf(max)) <= 0) {
          return value.longValue();
        }
      }
    }
    throw ValueTypes.refused(type, text);
  }

  private static String withUnit(long value, Map<String, Long> units) {
    for (Map.Entry<String, Long> unit : units.entrySet()) {
      if (value != 0 && value % unit.getValue() == 0) {
        return value / unit.getValue() + " " + unit.getKey();
      }
    }
    return value + " " + units.keySet().stream().reduce((first, last) -> last).orElseThrow();
  }

  private static String unitList(Collection<String> largestFirst) {
    return String.join(", ", largestFirst.stream().toList().reversed());
  }
}
