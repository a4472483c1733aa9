package io.millrace.pipeline.format.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.scan.Utf8;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds out how a file is written, from its first part. */
public final class CsvDetector {
  private static final char[] DELIMITERS = {',', ';', '\t', '|'};
  private static final int LOOK_ROWS = 200;
  private static final int SHOWN_ROWS = 10;
  private static final Pattern POINT = Pattern.compile("[-+]?\\d{1,18}\\.\\d{1,18}");
  private static final Pattern COMMA = Pattern.compile("[-+]?\\d{1,18},\\d{1,18}");
  private static final Pattern NUMBER = Pattern.compile("[-+]?[\\d.,]{1,30}([eE][-+]?\\d{1,3})?");
  private static final Pattern TIME_NAME =
      Pattern.compile("(?i).*(time|date|zeit|datum|stamp|^ts$).*");
  private static final Pattern PATH_NAME =
      Pattern.compile("(?i)(path|point|tag|name|sensor|signal|variable|field|metric)");
  private static final Pattern VALUE_NAME = Pattern.compile("(?i)(value|val|wert|reading)");
  private static final Pattern QUALITY_NAME = Pattern.compile("(?i)(quality|status|qualität)");

  /** Patterns that people use, those first that are not mistaken for others. */
  private static final List<String> TIME_PATTERNS =
      List.of(
          "dd.MM.yyyy HH:mm[:ss][.SSSSSS][.SSS]",
          "yyyy/MM/dd HH:mm[:ss][.SSSSSS][.SSS]",
          "dd/MM/yyyy HH:mm[:ss][.SSS]",
          "MM/dd/yyyy HH:mm[:ss][.SSS]",
          "dd-MM-yyyy HH:mm[:ss][.SSS]",
          "MM/dd/yyyy hh:mm[:ss] a",
          "yyyyMMddHHmmss",
          "dd.MM.yyyy",
          "dd/MM/yyyy",
          "MM/dd/yyyy");

  private static final long EARLIEST_S = 300_000_000L; // 1979
  private static final long LATEST_S = 7_000_000_000L; // 2191

  private CsvDetector() {}

  /**
   * Looks at the begin of a file.
   *
   * @param head its first bytes, some ten kilobytes; cut anywhere
   * @param complete whether that is all of it
   * @param zone for times that name no offset
   * @throws FormatException if it does not look like a table with a column of times
   */
  public static CsvDetection detect(byte[] head, boolean complete, ZoneId zone) {
    Charset charset = charset(head);
    String text = new String(head, charset);
    if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
      text = text.substring(1);
    }
    char delimiter = delimiter(text, complete);
    List<List<String>> rows = rows(text, delimiter, complete);
    List<String> doubts = new ArrayList<>();
    boolean hasHeader = !rows.isEmpty() && rows.getFirst().stream().noneMatch(CsvDetector::isValue);
    List<String> columns = hasHeader ? rows.getFirst() : numbered(rows);
    List<List<String>> data = hasHeader ? rows.subList(1, rows.size()) : rows;
    if (columns.size() < 2 || data.isEmpty()) {
      throw FormatException.of(
          FormatError.PAYLOAD_MALFORMED,
          "The file does not look like a table: it needs a column of times, one of values, and a"
              + " row below the header.");
    }
    Map<String, String> options = new HashMap<>();
    options.put(CsvFormat.DELIMITER, String.valueOf(delimiter));
    options.put(CsvFormat.ZONE, zone.getId());
    options.put(CsvFormat.DECIMAL, hasDecimalComma(data, delimiter) ? "comma" : "point");
    time(columns, data, zone, options, doubts);
    layout(columns, options);
    return new CsvDetection(
        charset,
        hasHeader,
        columns.stream().map(String::strip).toList(),
        options,
        doubts,
        data.subList(0, Math.min(SHOWN_ROWS, data.size())));
  }

  private static Charset charset(byte[] head) {
    if (head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    if (head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    int malformed = Utf8.firstMalformed(head, 0, head.length);
    boolean cutOff = malformed >= head.length - 3;
    return malformed < 0 || cutOff ? UTF_8 : Charset.forName("windows-1252");
  }

  private static char delimiter(String text, boolean complete) {
    char best = ',';
    long bestScore = -1;
    for (char candidate : DELIMITERS) {
      List<List<String>> rows = rows(text, candidate, complete);
      int fields = rows.isEmpty() ? 0 : rows.getFirst().size();
      long same = rows.stream().filter(row -> row.size() == fields).count();
      long score = fields < 2 ? 0 : same * 1_000 / rows.size() * 100 + Math.min(fields, 99);
      if (score > bestScore) {
        bestScore = score;
        best = candidate;
      }
    }
    return best;
  }

  private static List<List<String>> rows(String text, char delimiter, boolean complete) {
    List<List<String>> rows = new ArrayList<>();
    String whole = complete ? text : text.substring(0, Math.max(0, text.lastIndexOf('\n')));
    CsvRows.split(
        whole,
        delimiter,
        new CsvRows.Handler() {
          @Override
          public void row(long line, List<String> fields) {
            if (rows.size() < LOOK_ROWS) {
              rows.add(fields);
            }
          }

          @Override
          public void broken(long line, String why) {
            // what came before is enough to look at
          }
        });
    return rows;
  }

  private static List<String> numbered(List<List<String>> rows) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= (rows.isEmpty() ? 0 : rows.getFirst().size()); i++) {
      names.add(String.valueOf(i));
    }
    return names;
  }

  private static boolean isValue(String cell) {
    String text = cell.strip();
    return !text.isEmpty()
        && (NUMBER.matcher(text).matches()
            || new CsvTime(CsvTime.ISO, ZoneId.of("UTC")).parse(text).isPresent());
  }

  private static boolean hasDecimalComma(List<List<String>> data, char delimiter) {
    boolean comma = data.stream().flatMap(List::stream).anyMatch(matches(COMMA));
    boolean point = data.stream().flatMap(List::stream).anyMatch(matches(POINT));
    return delimiter != ',' && comma && !point;
  }

  private static Predicate<String> matches(Pattern pattern) {
    return cell -> pattern.matcher(cell.strip()).matches();
  }

  private static void time(
      List<String> columns,
      List<List<String>> data,
      ZoneId zone,
      Map<String, String> options,
      List<String> doubts) {
    for (boolean namedOnly : new boolean[] {true, false}) {
      for (int i = 0; i < columns.size(); i++) {
        boolean named = TIME_NAME.matcher(columns.get(i).strip()).matches();
        String format = named || !namedOnly ? timeFormat(data, i, zone, named || i == 0) : null;
        if (format != null) {
          options.put(CsvFormat.TIME_COLUMN, columns.get(i).strip());
          options.put(CsvFormat.TIME_FORMAT, format);
          doubt(data, i, format, zone, doubts);
          return;
        }
      }
    }
    throw FormatException.of(
        FormatError.PAYLOAD_TIME_INVALID,
        "No column of the file has times in a form that is known; name the column and its format.");
  }

  private static @Nullable String timeFormat(
      List<List<String>> data, int column, ZoneId zone, boolean mayBeNumber) {
    if (fits(data, column, new CsvTime(CsvTime.ISO, zone))) {
      return CsvTime.ISO;
    }
    for (String pattern : TIME_PATTERNS) {
      if (fits(data, column, new CsvTime(pattern, zone))) {
        return pattern;
      }
    }
    return mayBeNumber ? epochUnit(data, column) : null;
  }

  private static boolean fits(List<List<String>> data, int column, CsvTime time) {
    int good = 0;
    for (List<String> row : data) {
      if (column < row.size() && time.parse(row.get(column).strip()).isPresent()) {
        good++;
      }
    }
    return good >= 0.9 * data.size() && good > 0;
  }

  private static @Nullable String epochUnit(List<List<String>> data, int column) {
    OptionalLong first = OptionalLong.empty();
    for (List<String> row : data) {
      if (column >= row.size() || !row.get(column).strip().matches("\\d{9,19}(\\.\\d{1,9})?")) {
        return null;
      }
      if (first.isEmpty()) {
        String whole = row.get(column).strip().replaceFirst("\\..*", "");
        first = OptionalLong.of(Long.parseLong(whole));
      }
    }
    long scale = 1;
    for (String unit : List.of("s", "ms", "us", "ns")) {
      long seconds = first.orElse(0) / scale;
      if (seconds >= EARLIEST_S && seconds <= LATEST_S) {
        return unit;
      }
      scale *= 1_000;
    }
    return null;
  }

  private static void doubt(
      List<List<String>> data, int column, String format, ZoneId zone, List<String> doubts) {
    if (format.startsWith("dd/MM") || format.startsWith("MM/dd")) {
      String other = format.startsWith("dd") ? "MM/dd" : "dd/MM";
      if (fits(data, column, new CsvTime(other + format.substring(5), zone))) {
        doubts.add("The times may have the day or the month first; the day is assumed.");
      }
    }
    boolean noOffset =
        data.stream()
            .filter(row -> column < row.size())
            .map(row -> row.get(column).strip().toLowerCase(Locale.ROOT))
            .noneMatch(text -> text.endsWith("z") || text.matches(".*[+-]\\d\\d:?(\\d\\d)?$"));
    if (noOffset && !List.of("s", "ms", "us", "ns").contains(format)) {
      doubts.add("The times name no time zone; " + zone.getId() + " is assumed.");
    }
  }

  private static void layout(List<String> columns, Map<String, String> options) {
    String path = only(columns, PATH_NAME);
    String value = only(columns, VALUE_NAME);
    String quality = only(columns, QUALITY_NAME);
    if (path != null && value != null && columns.size() <= 5) {
      options.put(CsvFormat.LAYOUT, CsvFormat.LONG);
      options.put(CsvFormat.PATH_COLUMN, path);
      options.put(CsvFormat.VALUE_COLUMN, value);
      if (quality != null) {
        options.put(CsvFormat.QUALITY_COLUMN, quality);
      }
    } else {
      options.put(CsvFormat.LAYOUT, CsvFormat.WIDE);
    }
  }

  private static @Nullable String only(List<String> columns, Pattern name) {
    List<String> found =
        columns.stream().map(String::strip).filter(c -> name.matcher(c).matches()).toList();
    return found.size() == 1 ? found.getFirst() : null;
  }
}
