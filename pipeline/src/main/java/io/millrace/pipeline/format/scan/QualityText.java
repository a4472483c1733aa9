package io.millrace.pipeline.format.scan;

import io.millrace.model.sample.Quality;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.OptionalInt;

/** Qualities as people and devices write them. */
public final class QualityText {
  private static final int MAX_LENGTH = 16;

  private QualityText() {}

  /** {@code good}, {@code uncertain}, {@code bad} in any case, or a status code in hexadecimal. */
  public static OptionalInt parse(byte[] bytes, int from, int to) {
    if (to - from > MAX_LENGTH) {
      return OptionalInt.empty();
    }
    String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "good" -> OptionalInt.of(Quality.GOOD);
      case "uncertain" -> OptionalInt.of(Quality.UNCERTAIN);
      case "bad" -> OptionalInt.of(Quality.BAD);
      default -> hexadecimal(text);
    };
  }

  private static OptionalInt hexadecimal(String text) {
    if (!text.startsWith("0x") || text.length() > 10) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseUnsignedInt(text, 2, text.length(), 16));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
