package io.millrace.pipeline.format.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Splits the text of a file into rows and fields (RFC 4180). */
public final class CsvRows {
  /** Fields of one row; more than any table of measurements has. */
  public static final int MAX_FIELDS = 10_000;

  /** Characters of one row. */
  public static final int MAX_ROW_CHARACTERS = 1 << 20;

  private CsvRows() {}

  /** Takes the rows. */
  public interface Handler {
    /**
     * A row.
     *
     * @param line where it begins, from the text's first line, which is 1
     */
    void row(long line, List<String> fields);

    /** The text cannot be split any further; what was given before stands. */
    void broken(long line, String why);
  }

  /** Splits a text; empty lines are passed over. */
  public static void split(String text, char delimiter, Handler handler) {
    long line = 0;
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(delimiter)
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .build(
                CsvRecordHandler.builder()
                    .maxFields(MAX_FIELDS)
                    .maxFieldSize(MAX_ROW_CHARACTERS)
                    .maxRecordSize(MAX_ROW_CHARACTERS)
                    .build(),
                text)) {
      for (CsvRecord row : reader) {
        line = row.getStartingLineNumber();
        handler.row(line, row.getFields());
      }
    } catch (CsvParseException e) {
      handler.broken(line + 1, "The row is not CSV");
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a text in memory does not fail
    }
  }

  /** A row as text again. */
  public static String join(List<String> fields, char delimiter) {
    StringBuilder row = new StringBuilder();
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.get(i);
      row.append(i == 0 ? "" : String.valueOf(delimiter));
      boolean quoted =
          field.indexOf(delimiter) >= 0
              || field.indexOf('"') >= 0
              || field.indexOf('\n') >= 0
              || field.indexOf('\r') >= 0;
      row.append(quoted ? '"' + field.replace("\"", "\"\"") + '"' : field);
    }
    return row.toString();
  }
}
