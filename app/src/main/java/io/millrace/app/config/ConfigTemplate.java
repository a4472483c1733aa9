package io.millrace.app.config;

import java.util.ArrayList;
import java.util.List;

/** The commented configuration file with every setting at its default. */
public final class ConfigTemplate {
  private static final int WIDTH = 96;

  private static final String HEAD =
      """
      # Millrace's configuration. Every setting stands here with its default, commented out: remove
      # the # before a name to change its value. Check the file with: ./millrace config check
      # An environment variable wins over this file: http.port is MILLRACE_HTTP_PORT.
      # All settings with their ranges on one page: docs/configuration.md
      """;

  private ConfigTemplate() {}

  /** The file's text; reading it sets nothing. */
  public static String render() {
    StringBuilder text = new StringBuilder(HEAD);
    String section = "";
    for (Setting<?> setting : SettingsTable.ALL) {
      if (!setting.section().equals(section)) {
        section = setting.section();
        text.append("\n# ").append(SettingsTable.SECTIONS.get(section)).append('\n');
        text.append(section).append(":\n");
      }
      String comment = setting.text() + " Allowed: " + setting.type().allowed() + ".";
      wrap(comment, WIDTH - 4).forEach(line -> text.append("  # ").append(line).append('\n'));
      String value = setting.defaultText().isEmpty() ? "\"\"" : setting.defaultText();
      text.append("  #").append(setting.name()).append(": ").append(value).append('\n');
    }
    return text.toString();
  }

  private static List<String> wrap(String sentence, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : sentence.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
