package io.millrace.pipeline.format.csv;

import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.PayloadFormat;
import io.millrace.pipeline.format.PayloadParser;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;

/** CSV whose first line names the columns; see {@code docs/formats/payloads.md}. */
public final class CsvFormat implements PayloadFormat {
  /** The format's name. */
  public static final String NAME = "csv";

  static final String DELIMITER = "delimiter";
  static final String DECIMAL = "decimal";
  static final String TIME_COLUMN = "time-column";
  static final String TIME_FORMAT = "time-format";
  static final String ZONE = "zone";
  static final String LAYOUT = "layout";
  static final String PATH_COLUMN = "path-column";
  static final String VALUE_COLUMN = "value-column";
  static final String QUALITY_COLUMN = "quality-column";
  static final String RENAME = "rename";
  static final String SKIP = "skip";
  static final String EMPTY_WORDS = "empty-words";
  static final String WIDE = "wide";
  static final String LONG = "long";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<String> optionNames() {
    return Set.of(
        DELIMITER,
        DECIMAL,
        TIME_COLUMN,
        TIME_FORMAT,
        ZONE,
        LAYOUT,
        PATH_COLUMN,
        VALUE_COLUMN,
        QUALITY_COLUMN,
        RENAME,
        SKIP,
        EMPTY_WORDS);
  }

  @Override
  public PayloadParser parser(FormatOptions options, FormatLimits limits) {
    options.allowOnly(NAME, optionNames());
    return new CsvParser(options, limits);
  }

  static char delimiter(FormatOptions options) {
    char delimiter = options.character(DELIMITER, ',');
    if (delimiter == '"' || delimiter == '\n' || delimiter == '\r') {
      throw FormatOptions.invalid(DELIMITER, String.valueOf(delimiter), "it separates fields");
    }
    return delimiter;
  }

  static ZoneId zone(FormatOptions options) {
    String name = options.text(ZONE, "UTC");
    try {
      return ZoneId.of(name).normalized();
    } catch (DateTimeException e) {
      throw FormatOptions.invalid(ZONE, name, "it is a time zone such as Europe/Berlin");
    }
  }
}
