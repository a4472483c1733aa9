package io.millrace.app.config;

import java.util.List;

/** What is said about a name that there is not, with the one that was probably meant. */
final class UnknownName {
  private UnknownName() {}

  static String section(String name) {
    List<String> known = SettingsTable.SECTIONS.keySet().stream().sorted().toList();
    return "there is no section '%s'.%s".formatted(name, suggestion(name, known));
  }

  static String setting(String path) {
    List<String> known = SettingsTable.ALL.stream().map(Setting::path).toList();
    return "there is no setting '%s'.%s".formatted(path, suggestion(path, known));
  }

  static String variable(String name) {
    List<String> known = SettingsTable.ALL.stream().map(Setting::environmentName).toList();
    return "%s sets nothing.%s".formatted(name, suggestion(name, known));
  }

  private static String suggestion(String typed, List<String> known) {
    return NearestName.of(typed, known).map(near -> " Did you mean '" + near + "'?").orElse("");
  }
}
