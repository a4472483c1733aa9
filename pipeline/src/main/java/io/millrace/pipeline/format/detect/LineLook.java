package io.millrace.pipeline.format.detect;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Whether a text is line protocol: its first line that is not a comment has a measurement, perhaps
 * tags, and then a field whose value is a number, a truth value or a text in quotes.
 */
final class LineLook {
  private static final int MAX_LOOK_BYTES = 2048;

  /** Possessive throughout, so that no text makes it go back and forth. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?:\\\\.|[^\\\\, \\n=])++(?:,(?:\\\\.|[^\\\\, \\n=])++=(?:\\\\.|[^\\\\, \\n=])++)*+ ++"
              + "(?:\\\\.|[^\\\\, \\n=])++="
              + "(?:\"|[-+]?+[0-9.]++(?:[eE][-+]?+[0-9]++)?+[iu]?+(?=[, \\r\\n]|$)"
              + "|(?:t|T|true|True|TRUE|f|F|false|False|FALSE)(?=[, \\r\\n]|$))");

  boolean isLineProtocol(byte[] bytes, int from, int to) {
    int first = skipComments(bytes, from, to);
    int look = Math.min(to, first + MAX_LOOK_BYTES);
    if (!contains(bytes, first, look, (byte) '=') || !contains(bytes, first, look, (byte) ' ')) {
      return false;
    }
    String text = new String(bytes, first, look - first, StandardCharsets.ISO_8859_1);
    return LINE.matcher(text).lookingAt();
  }

  private static int skipComments(byte[] bytes, int from, int to) {
    int i = from;
    while (i < to && (bytes[i] == '#' || bytes[i] == '\n')) {
      while (i < to && bytes[i] != '\n') {
        i++;
      }
      i++;
    }
    return Math.min(i, to);
  }

  private static boolean contains(byte[] bytes, int from, int to, byte wanted) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == wanted) {
        return true;
      }
    }
    return false;
  }
}
