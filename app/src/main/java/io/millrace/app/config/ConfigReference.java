package io.millrace.app.config;

/** The reference page of all settings, {@code docs/configuration.md}. */
public final class ConfigReference {
  private static final String HEAD =
      """
      # Configuration

      <!-- Made from SettingsTable by ConfigReference; ConfigDocsTest holds it equal. -->

      Millrace runs without a configuration file. To change something, write
      `millrace.yaml` beside the launcher (`./millrace config init` makes one with every setting
      commented out), or name another file with `--config FILE` or `MILLRACE_CONFIG`.

      ```yaml
      http:
        port: 9090
      journal:
        keep: 14 d
      ```

      What is set later wins: default, file, environment variable, `--set NAME=VALUE`. An unknown
      name, a wrong type or a value out of range is refused with its line and what is allowed.
      `./millrace config check` looks without starting; `./millrace config show` prints what holds
      and where each value comes from, with secrets masked.

      Sizes count in powers of 1024 (`1 KB` is 1,024 bytes; units `B`, `KB`, `MB`, `GB`, `TB`).
      Time spans are written with `ms`, `s`, `min`, `h` or `d`.
      """;

  private ConfigReference() {}

  /** The page's text, in Markdown. */
  public static String render() {
    StringBuilder text = new StringBuilder(HEAD);
    String section = "";
    for (Setting<?> setting : SettingsTable.ALL) {
      if (!setting.section().equals(section)) {
        section = setting.section();
        text.append("\n## ").append(SettingsTable.SECTIONS.get(section)).append("\n");
      }
      text.append(entry(setting));
    }
    return text.toString();
  }

  private static String entry(Setting<?> setting) {
    return """

    ### `%s`
    %s

    - Default: %s
    - Allowed: %s
    - Environment: `%s`
    """
        .formatted(
            setting.path(),
            setting.text(),
            setting.defaultText().isEmpty() ? "none" : "`" + setting.defaultText() + "`",
            setting.type().allowed(),
            setting.environmentName());
  }
}
