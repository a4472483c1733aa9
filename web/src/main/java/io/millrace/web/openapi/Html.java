package io.millrace.web.openapi;

import java.util.List;

/** Puts text into HTML. */
final class Html {
  private Html() {}

  /** The text with what means something in HTML made harmless. */
  static String text(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /** Paragraphs from a text with empty lines between. */
  static String paragraphs(String text) {
    StringBuilder out = new StringBuilder();
    for (String each : List.of(text.strip().split("\n\n"))) {
      if (!each.isBlank()) {
        out.append("<p>").append(text(each)).append("</p>");
      }
    }
    return out.toString();
  }
}
