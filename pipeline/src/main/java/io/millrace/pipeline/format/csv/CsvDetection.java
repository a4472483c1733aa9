package io.millrace.pipeline.format.csv;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;

/**
 * How a file seems to be written. A person looks at it before anything is taken in.
 *
 * @param charset its encoding
 * @param hasHeader whether its first row names the columns; if not, they are numbered from 1
 * @param columns the names of the columns
 * @param options for {@link CsvFormat}
 * @param doubts what could be understood in another way too, in sentences
 * @param firstRows a few rows
 */
public record CsvDetection(
    Charset charset,
    boolean hasHeader,
    List<String> columns,
    Map<String, String> options,
    List<String> doubts,
    List<List<String>> firstRows) {
  public CsvDetection {
    columns = List.copyOf(columns);
    options = Map.copyOf(options);
    doubts = List.copyOf(doubts);
    firstRows = List.copyOf(firstRows);
  }
}
