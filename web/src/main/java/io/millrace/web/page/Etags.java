package io.millrace.web.page;

import java.util.HexFormat;
import java.util.zip.CRC32C;

/** Short names of contents, to tell whether a browser has the newest. */
final class Etags {
  private Etags() {}

  static String of(byte[] content) {
    CRC32C crc = new CRC32C();
    crc.update(content);
    return HexFormat.of().toHexDigits(crc.getValue() << 32 | content.length);
  }
}
