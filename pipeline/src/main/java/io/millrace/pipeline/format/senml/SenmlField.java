package io.millrace.pipeline.format.senml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The fields of a SenML record with their labels (RFC 8428, tables 2 to 4). */
enum SenmlField {
  BASE_VERSION("bver", -1),
  BASE_NAME("bn", -2),
  BASE_TIME("bt", -3),
  BASE_UNIT("bu", -4),
  BASE_VALUE("bv", -5),
  BASE_SUM("bs", -6),
  NAME("n", 0),
  UNIT("u", 1),
  VALUE("v", 2),
  STRING_VALUE("vs", 3),
  BOOLEAN_VALUE("vb", 4),
  SUM("s", 5),
  TIME("t", 6),
  UPDATE_TIME("ut", 7),
  DATA_VALUE("vd", 8);

  private static final SenmlField[] ALL = values();

  @SuppressWarnings("ImmutableEnumChecker") // shared, and nobody writes to it
  private final byte[] text;

  private final int number;

  SenmlField(String text, int number) {
    this.text = text.getBytes(StandardCharsets.US_ASCII);
    this.number = number;
  }

  /** The field with this label in JSON; null if there is none. */
  static @Nullable SenmlField ofText(byte[] bytes, int from, int to) {
    for (SenmlField field : ALL) {
      if (Arrays.equals(bytes, from, to, field.text, 0, field.text.length)) {
        return field;
      }
    }
    return null;
  }

  /** The field with this label in CBOR; null if there is none. */
  static @Nullable SenmlField ofNumber(long label) {
    for (SenmlField field : ALL) {
      if (field.number == label) {
        return field;
      }
    }
    return null;
  }
}
