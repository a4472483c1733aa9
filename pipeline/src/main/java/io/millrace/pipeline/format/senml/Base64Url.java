package io.millrace.pipeline.format.senml;

import io.millrace.pipeline.format.scan.ByteBuilder;

/** Base64 with the alphabet for URLs, padding left out or not (RFC 4648, section 5). */
final class Base64Url {
  private Base64Url() {}

  /**
   * Decodes into {@code out}.
   *
   * @return whether it was such a text
   */
  static boolean decode(byte[] text, int from, int to, ByteBuilder out) {
    int end = to;
    while (end > from && text[end - 1] == '=' && to - end < 2) {
      end--;
    }
    int buffer = 0;
    int bits = 0;
    for (int i = from; i < end; i++) {
      int six = sixBits(text[i]);
      if (six < 0) {
        return false;
      }
      buffer = (buffer << 6) | six;
      bits += 6;
      if (bits >= 8) {
        bits -= 8;
        out.append((byte) (buffer >> bits));
      }
    }
    boolean paddingFits = end == to || (to - from) % 4 == 0;
    boolean restIsZero = (buffer & ((1 << bits) - 1)) == 0;
    return bits < 6 && restIsZero && paddingFits;
  }

  private static int sixBits(byte c) {
    if (c >= 'A' && c <= 'Z') {
      return c - 'A';
    }
    if (c >= 'a' && c <= 'z') {
      return c - 'a' + 26;
    }
    if (c >= '0' && c <= '9') {
      return c - '0' + 52;
    }
    return c == '-' ? 62 : c == '_' ? 63 : -1;
  }
}
