package io.millrace.pipeline.format.line;

import io.millrace.pipeline.format.FormatError;
import io.millrace.pipeline.format.FormatException;
import io.millrace.pipeline.format.scan.ByteBuilder;
import java.util.Arrays;

/**
 * Measurement and tags as the first part of a path, {@code cpu,core=0,host=a}. Senders write the
 * tags in ascending order as a rule; where they do not, the order is mended, so that one series has
 * one path.
 */
final class SeriesKey {
  private static final int MAX_TAGS = 64;

  private final int maxPathBytes;
  private final ByteBuilder path;
  private final int[] tagFrom = new int[MAX_TAGS];
  private final int[] keyTo = new int[MAX_TAGS];
  private final int[] tagTo = new int[MAX_TAGS];
  private int tags;
  private int prefixLength;

  SeriesKey(int maxPathBytes) {
    this.maxPathBytes = maxPathBytes;
    path = new ByteBuilder("The path of a value", maxPathBytes);
  }

  /**
   * Reads measurement and tags.
   *
   * @return the index after them
   */
  int parse(byte[] bytes, int from, int to) {
    path.truncate(0);
    tags = 0;
    int at = NameScanner.scanMeasurement(bytes, from, to, path);
    if (path.length() == 0) {
      throw malformed("The line has no measurement.");
    }
    boolean ascending = true;
    while (at < to && bytes[at] == ',') {
      at = tag(bytes, at + 1, to);
      ascending &= tags < 2 || compare(tags - 2, tags - 1) < 0;
    }
    if (!ascending) {
      sort();
    }
    prefixLength = path.length();
    return at;
  }

  private int tag(byte[] bytes, int from, int to) {
    if (tags == MAX_TAGS) {
      throw FormatException.of(
          FormatError.PAYLOAD_TOO_LARGE, "The line has more than " + MAX_TAGS + " tags.");
    }
    path.append((byte) ',');
    tagFrom[tags] = path.length();
    int at = NameScanner.scan(bytes, from, to, path);
    keyTo[tags] = path.length();
    if (keyTo[tags] == tagFrom[tags] || at >= to || bytes[at] != '=') {
      throw malformed("A tag is not of the form key=value.");
    }
    path.append((byte) '=');
    at = NameScanner.scan(bytes, at + 1, to, path);
    tagTo[tags] = path.length();
    if (tagTo[tags] == keyTo[tags] + 1) {
      throw malformed("A tag has no value.");
    }
    tags++;
    return at;
  }

  private int compare(int a, int b) {
    byte[] bytes = path.bytes();
    return Arrays.compareUnsigned(bytes, tagFrom[a], keyTo[a], bytes, tagFrom[b], keyTo[b]);
  }

  /** Insertion, since tags are few. */
  private void sort() {
    int[] order = new int[tags];
    for (int i = 0; i < tags; i++) {
      int j = i;
      for (; j > 0 && compare(order[j - 1], i) > 0; j--) {
        order[j] = order[j - 1];
      }
      if (j > 0 && compare(order[j - 1], i) == 0) {
        throw malformed("A tag is there twice.");
      }
      order[j] = i;
    }
    byte[] unsorted = Arrays.copyOf(path.bytes(), path.length());
    path.truncate(tagFrom[0] - 1);
    for (int i : order) {
      path.append((byte) ',');
      path.append(unsorted, tagFrom[i], tagTo[i]);
    }
  }

  /** Whether the path of a field whose name has so many bytes is within the limit. */
  boolean fitsField(int nameLength) {
    return prefixLength + 1 + nameLength <= maxPathBytes;
  }

  /** Makes the path that of a field. */
  void appendField(byte[] bytes, int from, int to) {
    path.truncate(prefixLength);
    path.append((byte) '.');
    path.append(bytes, from, to);
  }

  byte[] path() {
    return path.bytes();
  }

  int pathLength() {
    return path.length();
  }

  private static FormatException malformed(String sentence) {
    return FormatException.of(FormatError.PAYLOAD_MALFORMED, sentence);
  }
}
