package io.millrace.history.head;

import io.millrace.history.chunk.ChunkLimits;
import java.nio.charset.StandardCharsets;

/** Texts as they can be stored. */
final class Texts {
  private Texts() {}

  /** Whether the text is short enough. */
  static boolean fits(String text) {
    return text.length() <= ChunkLimits.MAX_TEXT_BYTES / 3
        || (text.length() <= ChunkLimits.MAX_TEXT_BYTES
            && text.getBytes(StandardCharsets.UTF_8).length <= ChunkLimits.MAX_TEXT_BYTES);
  }

  /** The text as it will be read back: half a surrogate pair becomes a question mark. */
  static String sound(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return text;
  }
}
