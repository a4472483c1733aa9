package io.millrace.registry.bulk;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.millrace.registry.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a list of assets or of points from CSV (RFC 4180, UTF-8, with or without byte-order mark;
 * the separator is a comma, a semicolon or a tab, whichever the first line has). Each line becomes
 * a thing of the same form as in JSON; an empty cell says nothing.
 */
final class CsvPlantReader {
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int MAX_HEADER = 10_000;

  /** Columns that JSON has within an object: column, object, field. */
  private static final Map<String, List<String>> NESTED =
      Map.ofEntries(
          Map.entry("source", List.of("address", "source")),
          Map.entry("channel", List.of("address", "channel")),
          Map.entry("valuePath", List.of("address", "path")),
          Map.entry("sourceUnit", List.of("address", "unit")),
          Map.entry("factor", List.of("address", "factor")),
          Map.entry("offset", List.of("address", "offset")));

  private static final List<String> RANGES = List.of("instrument", "normal", "alarm");

  private final PlantFile file;

  CsvPlantReader(PlantFile file) {
    this.file = file;
  }

  void read(InputStream in) {
    BufferedReader text = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    try (CsvReader<CsvRecord> records =
        CsvReader.builder()
            .fieldSeparator(separator(text))
            .skipEmptyLines(true)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text)) {
      readRecords(records);
    } catch (CsvParseException e) {
      file.fault(0, "", "The file is not CSV: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void readRecords(CsvReader<CsvRecord> records) {
    List<String> header = null;
    Section section = Section.POINTS;
    for (CsvRecord cells : records) {
      if (header == null) {
        header = cells.getFields().stream().map(String::strip).toList();
        if (!checkHeader(header)) {
          return;
        }
        section = header.contains(CsvColumns.ASSET) ? Section.ASSETS : Section.POINTS;
      } else {
        readLine(cells, header, section);
      }
    }
    if (header == null) {
      file.fault(1, "", "The file is empty; its first line must name the columns.");
    }
  }

  private boolean checkHeader(List<String> header) {
    List<String> known =
        header.contains(CsvColumns.ASSET) ? CsvColumns.OF_ASSETS : CsvColumns.OF_POINTS;
    if (!header.contains(CsvColumns.ASSET) && !header.contains(CsvColumns.POINT)) {
      file.fault(1, "", "The first line must name the columns, one of them 'asset' or 'point'.");
      return false;
    }
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!known.contains(column)) {
        file.fault(
            1,
            column,
            "There is no column '" + column + "'; known are " + String.join(", ", known) + ".");
      } else if (!seen.add(column)) {
        file.fault(1, column, "The column '" + column + "' stands there twice.");
      }
    }
    return file.faults().isEmpty();
  }

  private void readLine(CsvRecord cells, List<String> header, Section section) {
    int line = (int) cells.getStartingLineNumber();
    if (cells.getFieldCount() != header.size()) {
      file.fault(
          line,
          "",
          "The line has "
              + cells.getFieldCount()
              + " cells, the first line "
              + header.size()
              + ".");
      return;
    }
    ObjectNode thing = Json.object();
    for (int i = 0; i < header.size(); i++) {
      String cell = CsvCells.read(cells.getField(i).strip());
      if (!cell.isEmpty()) {
        put(thing, header.get(i), cell);
      }
    }
    List<String> names = new ArrayList<>();
    List<JsonNode> values = new ArrayList<>();
    thing.forEachEntry(
        (name, value) -> {
          names.add(name);
          values.add(value);
        });
    file.fill(file.add(section, line, null), names, values);
  }

  private static void put(ObjectNode thing, String column, String cell) {
    List<String> nested = NESTED.get(column);
    if (nested != null) {
      object(thing, nested.getFirst()).put(nested.getLast(), cell);
      return;
    }
    for (String range : RANGES) {
      if (column.equals(range + "Low") || column.equals(range + "High")) {
        ObjectNode ranges = object(thing, "ranges");
        if (!ranges.has(range)) {
          ranges.putArray(range).addNull().addNull();
        }
        ranges.withArray(range).set(column.endsWith("Low") ? 0 : 1, Json.textNode(cell));
        return;
      }
    }
    boolean path = column.equals(CsvColumns.ASSET) || column.equals(CsvColumns.POINT);
    thing.put(path ? "path" : column, cell);
  }

  private static ObjectNode object(ObjectNode thing, String field) {
    return thing.has(field) ? (ObjectNode) thing.get(field) : thing.putObject(field);
  }

  /** The separator that the first line has most of; skips a byte-order mark. */
  private static char separator(BufferedReader text) throws IOException {
    text.mark(MAX_HEADER);
    char[] start = new char[MAX_HEADER];
    int length = Math.max(0, text.read(start));
    text.reset();
    if (length > 0 && start[0] == BYTE_ORDER_MARK) {
      text.skip(1);
    }
    String head = new String(start, 0, length).toLowerCase(Locale.ROOT);
    int end = head.indexOf('\n');
    String line = end < 0 ? head : head.substring(0, end);
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(line, candidate) > count(line, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }
}
