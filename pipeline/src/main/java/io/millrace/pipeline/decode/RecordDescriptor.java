package io.millrace.pipeline.decode;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.pipeline.format.ArrayFeatures;
import java.util.Locale;

/**
 * The value of a record's sample: where its bytes are and what is known of them, as JSON (see
 * {@code docs/formats/pipeline.md}).
 */
final class RecordDescriptor {
  /** The media type of arrays. */
  static final String JSON = "application/json";

  private RecordDescriptor() {}

  static String stored(StagedValues.Content content, String address) {
    return json("blob", address, content);
  }

  /** A short array is kept in the descriptor itself: a file of its own would cost far more. */
  static String inline(StagedValues.Content content) {
    return json("inline", new String(content.bytes(), UTF_8), content);
  }

  private static String json(String where, String value, StagedValues.Content content) {
    StringBuilder json = new StringBuilder(160);
    json.append("{\"").append(where).append("\":").append(quoted(value));
    json.append(",\"type\":").append(quoted(content.mediaType()));
    json.append(",\"bytes\":").append(content.bytes().length);
    ArrayFeatures features = content.features();
    if (features != null) {
      json.append(",\"count\":").append(features.count());
      number(json, "min", features.min());
      number(json, "max", features.max());
      number(json, "mean", features.mean());
      number(json, "rms", features.rms());
    }
    return json.append('}').toString();
  }

  private static void number(StringBuilder json, String name, double value) {
    if (Double.isFinite(value)) {
      json.append(",\"").append(name).append("\":").append(value);
    }
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
