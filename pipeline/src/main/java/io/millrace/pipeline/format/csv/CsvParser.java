package io.millrace.pipeline.format.csv;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.model.sample.Quality;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.FormatLimits;
import io.millrace.pipeline.format.FormatOptions;
import io.millrace.pipeline.format.PayloadParser;
import io.millrace.pipeline.format.ValueSink;
import io.millrace.pipeline.format.scan.NumberScanner;
import io.millrace.pipeline.format.scan.QualityText;
import io.millrace.pipeline.format.scan.Utf8;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a table. A row whose time, quality or number of fields is wrong is rejected, and the others
 * stand; a cell can be anything.
 */
final class CsvParser implements PayloadParser {
  private final FormatOptions options;
  private final FormatLimits limits;
  private final char delimiter;
  private final boolean decimalComma;
  private final CsvTime time;
  private final Set<String> emptyWords;
  private final NumberScanner number = new NumberScanner();

  CsvParser(FormatOptions options, FormatLimits limits) {
    this.options = options;
    this.limits = limits;
    delimiter = CsvFormat.delimiter(options);
    decimalComma =
        options.choice(CsvFormat.DECIMAL, "point", Set.of("point", "comma")).equals("comma");
    time = new CsvTime(options.text(CsvFormat.TIME_FORMAT, CsvTime.ISO), CsvFormat.zone(options));
    emptyWords =
        Set.copyOf(
            Arrays.asList(
                options
                    .text(CsvFormat.EMPTY_WORDS, "null,nan,n/a,na,#n/a,-")
                    .toLowerCase(Locale.ROOT)
                    .split(",")));
  }

  @Override
  public void parse(byte[] bytes, int from, int to, long receiveTimeNs, ValueSink sink) {
    int begin = to - from >= 3 && bytes[from] == (byte) 0xEF ? skipMark(bytes, from) : from;
    int malformed = Utf8.firstMalformed(bytes, begin, to);
    if (malformed >= 0) {
      throw FormatException.at(
          FormatError.PAYLOAD_NOT_UTF8, "The text is not UTF-8", malformed - from);
    }
    Table table = new Table(sink);
    CsvRows.split(new String(bytes, begin, to - begin, UTF_8), delimiter, table);
    table.end();
  }

  private static int skipMark(byte[] bytes, int from) {
    boolean mark = bytes[from + 1] == (byte) 0xBB && bytes[from + 2] == (byte) 0xBF;
    return mark ? from + 3 : from;
  }

  /** One message. */
  private final class Table implements CsvRows.Handler {
    private final ValueSink sink;
    private List<String> header = List.of();
    private @Nullable CsvColumns columns;
    private int[] addresses = new int[0];
    private int rows;
    private int values;
    private int rejected;
    private @Nullable FormatException firstError;

    Table(ValueSink sink) {
      this.sink = sink;
    }

    @Override
    public void row(long line, List<String> fields) {
      CsvColumns known = columns;
      if (known == null) {
        header = fields;
        known = CsvColumns.of(fields, options, limits);
        columns = known;
        addresses = new int[known.values().size()];
        for (int i = 0; i < addresses.length; i++) {
          byte[] path = known.values().get(i).path();
          addresses[i] = sink.address(path, 0, path.length);
        }
        return;
      }
      if (++rows > limits.maxLines()) {
        throw FormatException.of(
            FormatError.PAYLOAD_TOO_LARGE,
            "The message has more than " + limits.maxLines() + " rows.");
      }
      FormatException error = read(known, line, fields);
      if (error != null) {
        reject(error, fields);
      }
    }

    @Override
    public void broken(long line, String why) {
      throw FormatException.inLine(
          FormatError.PAYLOAD_MALFORMED, why, FormatException.NO_OFFSET, (int) line, "");
    }

    private @Nullable FormatException read(CsvColumns known, long line, List<String> fields) {
      if (fields.size() != known.count()) {
        return error(
            FormatError.PAYLOAD_MALFORMED,
            "The row has " + fields.size() + " fields, but the header has " + known.count(),
            line,
            "");
      }
      String timeText = fields.get(known.time()).strip();
      OptionalLong timeNs = time.parse(timeText);
      if (timeNs.isEmpty()) {
        return error(
            FormatError.PAYLOAD_TIME_INVALID,
            "'" + shortened(timeText) + "' is not a time of the stated format",
            line,
            header.get(known.time()));
      }
      int status = Quality.GOOD;
      if (known.quality() >= 0) {
        byte[] text = fields.get(known.quality()).strip().getBytes(UTF_8);
        long parsed = text.length == 0 ? Quality.GOOD : QualityText.parse(text, 0, text.length);
        if (parsed == QualityText.NONE) {
          return error(
              FormatError.PAYLOAD_QUALITY_INVALID,
              "A quality is good, uncertain, bad or a status code such as 0x80310000",
              line,
              header.get(known.quality()));
        }
        status = (int) parsed;
      }
      return known.isLong()
          ? longRow(known, line, fields, timeNs.getAsLong(), status)
          : wideRow(known, line, fields, timeNs.getAsLong(), status);
    }

    private @Nullable FormatException wideRow(
        CsvColumns known, long line, List<String> fields, long timeNs, int status) {
      for (int i = 0; i < addresses.length; i++) {
        String cell = fields.get(known.values().get(i).index()).strip();
        if (cell.length() > limits.maxTextBytes() / 4) {
          return tooLong(line, known.values().get(i).name());
        }
      }
      for (int i = 0; i < addresses.length; i++) {
        cell(addresses[i], fields.get(known.values().get(i).index()).strip(), timeNs, status);
      }
      return null;
    }

    private @Nullable FormatException longRow(
        CsvColumns known, long line, List<String> fields, long timeNs, int status) {
      byte[] path = fields.get(known.path()).strip().getBytes(UTF_8);
      String cell = fields.get(known.value()).strip();
      if (path.length > limits.maxPathBytes()) {
        return tooLong(line, header.get(known.path()));
      }
      if (cell.length() > limits.maxTextBytes() / 4) {
        return tooLong(line, header.get(known.value()));
      }
      cell(sink.address(path, 0, path.length), cell, timeNs, status);
      return null;
    }

    private FormatException tooLong(long line, String field) {
      return error(FormatError.PAYLOAD_TOO_LARGE, "A cell is too long", line, field);
    }

    private FormatException error(FormatError code, String message, long line, String field) {
      return FormatException.inLine(
          code, message, FormatException.NO_OFFSET, (int) Math.min(line, Integer.MAX_VALUE), field);
    }

    private void reject(FormatException error, List<String> fields) {
      firstError = firstError == null ? error : firstError;
      if (++rejected > limits.maxRejectedParts()) {
        throw error;
      }
      // With the header, so that the row stands for itself.
      byte[] part =
          (CsvRows.join(header, delimiter) + "\n" + CsvRows.join(fields, delimiter) + "\n")
              .getBytes(UTF_8);
      sink.rejected(part, 0, part.length, error);
    }

    private void cell(int address, String cell, long timeNs, int status) {
      if (cell.isEmpty() || (cell.length() <= 8 && isEmptyWord(cell))) {
        return;
      }
      if (++values > limits.maxSeriesValues()) {
        throw FormatException.of(
            FormatError.PAYLOAD_TOO_LARGE,
            "The message has more than " + limits.maxSeriesValues() + " values.");
      }
      byte[] text = (decimalComma ? cell.replace(',', '.') : cell).getBytes(UTF_8);
      if (number.scan(text, 0, text.length) == text.length) {
        sink.number(address, number.kind(), number.bits(), timeNs, status);
      } else if (cell.equalsIgnoreCase("true") || cell.equalsIgnoreCase("false")) {
        long bit = cell.equalsIgnoreCase("true") ? 1 : 0;
        sink.value(address, ValueKind.BOOLEAN, bit, timeNs, status);
      } else {
        byte[] asWritten = cell.getBytes(UTF_8);
        sink.text(address, asWritten, 0, asWritten.length, timeNs, status);
      }
    }

    private boolean isEmptyWord(String cell) {
      return emptyWords.contains(cell.toLowerCase(Locale.ROOT));
    }

    void end() {
      if (columns == null) {
        throw FormatException.of(FormatError.PAYLOAD_FIELD_MISSING, "The table has no header.");
      }
      FormatException error = firstError;
      if (error != null && rejected == rows) {
        throw error;
      }
      sink.endGroup(ValueSink.NO_TIME);
    }
  }

  private static String shortened(String text) {
    return text.length() <= 40 ? text : text.substring(0, 40) + "…";
  }
}
