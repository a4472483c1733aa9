package io.millrace.web.data;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as people read them.
 *
 * @param hex the first of them in hexadecimal
 * @param text the same as text; null if they are no UTF-8
 * @param whole whether that is all of them
 */
public record PayloadText(String hex, @Nullable String text, boolean whole) {
  /** The beginning of a payload. */
  public static PayloadText of(byte[] payload, int maxBytes) {
    byte[] shown = payload.length <= maxBytes ? payload : Arrays.copyOf(payload, maxBytes);
    return new PayloadText(
        HexFormat.of().formatHex(shown), text(shown), shown.length == payload.length);
  }

  private static @Nullable String text(byte[] bytes) {
    // Cut within a character, up to three bytes are no text by themselves.
    for (int cut = 0; cut < 4 && cut <= bytes.length; cut++) {
      try {
        return StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(bytes, 0, bytes.length - cut))
            .toString();
      } catch (CharacterCodingException e) {
        // Said below, unless less of it is text.
      }
    }
    return null;
  }
}
