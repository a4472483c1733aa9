package io.millrace.web.page;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** The frame around every page. */
final class PageFrame {
  /** The media type of pages. */
  static final String MEDIA_TYPE = "text/html; charset=utf-8";

  private record Entry(String path, String name, String icon) {}

  private static final List<Entry> MENU =
      List.of(
          new Entry("/", "Overview", Icons.HOME),
          new Entry("/points", "Points", Icons.CHART),
          new Entry("/sources", "Sources", Icons.SOURCE),
          new Entry("/import", "Import", Icons.UPLOAD),
          new Entry("/quarantine", "Quarantine", Icons.SHIELD),
          new Entry("/account", "Account", Icons.PERSON),
          new Entry("/api/docs", "API", Icons.BOOK));

  private PageFrame() {}

  /**
   * A page for somebody who is signed in.
   *
   * @param path of the page, to mark it in the menu
   * @param title what the tab says, and the heading until the script knows the answer
   * @param script its module in {@code ui/}
   * @param content of the main part, as HTML
   */
  static byte[] page(String path, String title, String script, String content) {
    StringBuilder menu = new StringBuilder();
    for (Entry entry : MENU) {
      menu.append("<a href=\"")
          .append(entry.path)
          .append('"')
          .append(entry.path.equals(path) ? " aria-current=\"page\"" : "")
          .append('>')
          .append(entry.icon)
          .append("<span>")
          .append(entry.name)
          .append("</span></a>");
    }
    return document(
        title,
        script,
        """
        <a class="skip" href="#main">Skip to the content</a>
        <div class="app">
        <nav class="rail" aria-label="Main"><div class="brand">%s Millrace</div>%s
        <div class="foot">Runs on this site. Nothing leaves the plant.</div></nav>
        <div class="body">
        <header class="top"><div class="site" id="organisation"></div>
        <div class="live" id="live" role="status" hidden><i></i><span id="live-text">Not live yet</span></div>
        <button class="btn" id="theme" type="button" aria-label="Light or dark">%s</button>
        <span class="who" id="who"></span>
        <button class="btn" id="sign-out" type="button">Sign out</button></header>
        <div class="bar" id="lost" hidden></div>
        <main id="main" tabindex="-1"><div class="headline"><div><h1 id="title">%s</h1>
        <p class="sub" id="subtitle"></p></div></div>%s</main></div></div>
        """
            .formatted(Icons.LOGO, menu, Icons.THEME, title, content));
  }

  /** A page for somebody who is not signed in. */
  static byte[] card(String title, String script, String content) {
    return document(
        title,
        script,
        """
        <main id="main" class="lone"><div class="brand">%s Millrace</div>
        <section class="card in"><h1 id="title">%s</h1>%s</section></main>
        """
            .formatted(Icons.LOGO, title, content));
  }

  private static byte[] document(String title, String script, String body) {
    return """
        <!doctype html><html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width,initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>%s · Millrace</title>
        <link rel="icon" href="/ui/icon.svg" type="image/svg+xml">
        <link rel="stylesheet" href="/ui/style.css">
        <script src="/ui/theme.js"></script>
        <script type="module" src="/ui/%s"></script>
        </head><body>%s</body></html>
        """
        .formatted(title, script, body)
        .getBytes(StandardCharsets.UTF_8);
  }
}
