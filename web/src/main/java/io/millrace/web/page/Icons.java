package io.millrace.web.page;

/** Small drawings, 24 by 24, in the colour of the text. Drawn for this program. */
final class Icons {
  static final String LOGO =
      "<b><svg width=\"14\" height=\"14\" viewBox=\"0 0 14 14\" aria-hidden=\"true\"><path d=\"M1"
          + " 11h3V6h3v5h3V3h3\" fill=\"none\" stroke=\"var(--canvas)\" stroke-width=\"1.8\"/></svg>"
          + "</b>";
  static final String HOME = icon("M4 11 12 4l8 7v9h-5v-6H9v6H4z");
  static final String CHART = icon("M4 4v16h16M7 15l4-5 3 3 5-7");
  static final String SOURCE =
      icon("M12 13v8M8 21h8M12 9.5v1M7.5 13a6 6 0 0 1 0-7M16.5 13a6 6 0 0 0 0-7");
  static final String UPLOAD = icon("M12 16V5M7 10l5-5 5 5M5 19h14");
  static final String SHIELD = icon("M12 3 5 6v6c0 4 3 7 7 9 4-2 7-5 7-9V6zM12 8v5M12 16v.5");
  static final String PERSON = icon("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8M5 20c1-4 4-5 7-5s6 1 7 5");
  static final String BOOK =
      icon("M5 5c3-1 5-1 7 1 2-2 4-2 7-1v13c-3-1-5-1-7 1-2-2-4-2-7-1zM12 6v13");
  static final String THEME = icon("M12 4a8 8 0 1 0 0 16zM12 4a8 8 0 0 1 0 16");

  private Icons() {}

  private static String icon(String path) {
    return "<svg class=\"i\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\""
        + path
        + "\"/></svg>";
  }
}
