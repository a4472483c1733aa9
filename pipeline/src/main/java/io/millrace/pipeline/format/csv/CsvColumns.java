package io.millrace.pipeline.format.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the columns of a file are.
 *
 * @param count how many there are
 * @param time index of the column of times
 * @param values in the wide layout: the columns of values with their paths; else empty
 * @param path in the long layout: index of the column of paths; else -1
 * @param value in the long layout: index of the column of values; else -1
 * @param quality index of the column of qualities; -1 if there is none
 */
record CsvColumns(int count, int time, List<Column> values, int path, int value, int quality) {
  private static final int NONE = -1;

  /**
   * A column of values.
   *
   * @param name as in the header
   * @param path of its values, in UTF-8
   */
  @SuppressWarnings("ArrayRecordComponent") // not compared
  record Column(int index, String name, byte[] path) {}

  boolean isLong() {
    return path != NONE;
  }

  /** Understands a header. */
  static CsvColumns of(List<String> header, FormatOptions options, FormatLimits limits) {
    int time = index(header, options.text(CsvFormat.TIME_COLUMN, header.getFirst()));
    String qualityName = options.text(CsvFormat.QUALITY_COLUMN, "");
    int quality = qualityName.isEmpty() ? NONE : index(header, qualityName);
    String layout =
        options.choice(CsvFormat.LAYOUT, CsvFormat.WIDE, Set.of(CsvFormat.WIDE, CsvFormat.LONG));
    if (layout.equals(CsvFormat.LONG)) {
      return new CsvColumns(
          header.size(),
          time,
          List.of(),
          index(header, options.text(CsvFormat.PATH_COLUMN, "path")),
          index(header, options.text(CsvFormat.VALUE_COLUMN, "value")),
          quality);
    }
    Map<String, String> renamed = pairs(options.text(CsvFormat.RENAME, ""));
    Set<String> skipped = new HashSet<>(lines(options.text(CsvFormat.SKIP, "")));
    List<Column> values = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).strip();
      if (i != time && i != quality && !name.isEmpty() && !skipped.contains(name)) {
        byte[] path = renamed.getOrDefault(name, name).getBytes(UTF_8);
        if (path.length > limits.maxPathBytes()) {
          throw FormatException.inLine(
              FormatError.PAYLOAD_TOO_LARGE,
              "A column's name is longer than " + limits.maxPathBytes() + " bytes",
              FormatException.NO_OFFSET,
              1,
              name);
        }
        values.add(new Column(i, name, path));
      }
    }
    return new CsvColumns(header.size(), time, List.copyOf(values), NONE, NONE, quality);
  }

  private static int index(List<String> header, String wanted) {
    for (int i = 0; i < header.size(); i++) {
      if (header.get(i).strip().equals(wanted.strip())) {
        return i;
      }
    }
    throw FormatException.inLine(
        FormatError.PAYLOAD_FIELD_MISSING,
        "The header has no column '" + wanted + "'",
        FormatException.NO_OFFSET,
        1,
        wanted);
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new HashMap<>();
    for (String line : lines(text)) {
      int equals = line.indexOf('=');
      if (equals < 0) {
        throw FormatOptions.invalid(CsvFormat.RENAME, line, "each line is column=path");
      }
      pairs.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
    }
    return pairs;
  }
}
