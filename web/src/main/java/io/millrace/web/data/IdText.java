package io.millrace.web.data;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/** Writes ids as {@link UUID#toString} does, without making texts. Serves one thread. */
final class IdText {
  private static final int LENGTH = 36;
  private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

  private final byte[] text = new byte[LENGTH];

  /** Writes an id as a JSON text. */
  void write(JsonGenerator json, UUID id) {
    json.writeRawUTF8String(format(id), 0, LENGTH);
  }

  /** The 36 bytes of an id; the same array each time. */
  byte[] format(UUID id) {
    long high = id.getMostSignificantBits();
    long low = id.getLeastSignificantBits();
    int at = digits(0, high >>> 32, 8);
    at = digits(dash(at), high >>> 16, 4);
    at = digits(dash(at), high, 4);
    at = digits(dash(at), low >>> 48, 4);
    at = digits(dash(at), low, 12);
    assert at == LENGTH;
    return text;
  }

  private int dash(int at) {
    text[at] = '-';
    return at + 1;
  }

  private int digits(int at, long bits, int count) {
    for (int i = 0; i < count; i++) {
      text[at + i] = DIGITS[(int) (bits >>> (4 * (count - 1 - i))) & 15];
    }
    return at + count;
  }
}
