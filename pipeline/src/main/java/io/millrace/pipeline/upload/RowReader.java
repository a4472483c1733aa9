package io.millrace.pipeline.upload;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file row by row, as it is written: a line break inside quotes belongs to the row. A row
 * whose quotes do not close within the limit ends at its first line break, so that one stray quote
 * costs one row and not the rest of the file.
 */
final class RowReader {
  private final Reader in;
  private final int maxCharacters;
  private final StringBuilder row = new StringBuilder();
  private final StringBuilder pushedBack = new StringBuilder();
  private int pushedAt;
  private long nextLine = 1;
  private long line;
  private boolean closesQuotes;

  RowReader(Reader in, int maxCharacters) {
    this.in = in;
    this.maxCharacters = maxCharacters;
  }

  /** The next row without its line break; null at the end of the file. */
  @Nullable String next() throws IOException {
    row.setLength(0);
    line = nextLine;
    boolean quoted = false;
    int firstBreak = -1;
    int c;
    while ((c = read()) >= 0) {
      if (c == '\n') {
        nextLine++;
        if (!quoted) {
          return end(true);
        }
        firstBreak = firstBreak < 0 ? row.length() : firstBreak;
      }
      quoted ^= c == '"';
      row.append((char) c);
      if (row.length() > maxCharacters) {
        return cutOff(firstBreak);
      }
    }
    if (quoted && firstBreak >= 0) {
      return cutOff(firstBreak);
    }
    return row.isEmpty() ? null : end(!quoted);
  }

  private String cutOff(int firstBreak) throws IOException {
    if (firstBreak < 0) {
      // One endless line: drop the rest of it.
      for (int c = read(); c >= 0 && c != '\n'; c = read()) {
        // dropped
      }
      nextLine++;
      return end(false);
    }
    String rest = row.substring(firstBreak + 1);
    nextLine -= rest.chars().filter(c -> c == '\n').count();
    pushedBack.replace(0, pushedAt, "");
    pushedBack.insert(0, rest);
    pushedAt = 0;
    row.setLength(firstBreak);
    return end(false);
  }

  private String end(boolean closed) {
    closesQuotes = closed;
    int length = row.length();
    if (length > 0 && row.charAt(length - 1) == '\r') {
      row.setLength(length - 1);
    }
    return row.toString();
  }

  private int read() throws IOException {
    if (pushedAt < pushedBack.length()) {
      return pushedBack.charAt(pushedAt++);
    }
    if (pushedAt > 0) {
      pushedBack.setLength(0);
      pushedAt = 0;
    }
    return in.read();
  }

  /** Where the row that was read last begins, from 1. */
  long line() {
    return line;
  }

  /** Whether the row that was read last closes its quotes and is within the limit. */
  boolean isWhole() {
    return closesQuotes;
  }
}
