package io.millrace.pipeline.decode;

import io.millrace.pipeline.format.ArrayFeatures;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record's sample: where its bytes are and what is known of them, as JSON (see
 * {@code docs/formats/record-descriptor.md}).
 */
final class RecordDescriptor {
  private RecordDescriptor() {}

  static String json(
      String address, String mediaType, int bytes, @Nullable ArrayFeatures features) {
    StringBuilder json = new StringBuilder(160);
    json.append("{\"blob\":").append(quoted(address));
    json.append(",\"type\":").append(quoted(mediaType));
    json.append(",\"bytes\":").append(bytes);
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
