package io.millrace.app.config;

/** What holds and where it comes from: {@code millrace config show}. Secrets are masked. */
public final class ConfigListing {
  private ConfigListing() {}

  /** The settings in force as YAML, each with its origin as a comment. */
  public static String render(SettingValues values) {
    StringBuilder text = new StringBuilder();
    String section = "";
    for (Setting<?> setting : SettingsTable.ALL) {
      if (!setting.section().equals(section)) {
        section = setting.section();
        text.append(section).append(":\n");
      }
      String shown = values.shown(setting);
      String line = "  " + setting.name() + ": " + (shown.isEmpty() ? "\"\"" : shown);
      text.append("%-44s # %s%n".formatted(line, values.origin(setting).place()));
    }
    return text.toString();
  }
}
