package io.millrace.app.config;

/** What settings must fulfil together; each alone is checked by its type. */
final class SettingsRules {
  private final SettingValues values;
  private final Problems problems;

  SettingsRules(SettingValues values, Problems problems) {
    this.values = values;
    this.problems = problems;
  }

  void check() {
    refusePlainTextBeyondLoopback(SettingsTable.HTTP_HOST);
    refusePlainTextBeyondLoopback(SettingsTable.MQTT_HOST);
    refuseOnePortForBoth();
    wantUserForPostgresql();
    if (values.get(SettingsTable.SESSION_IDLE).compareTo(values.get(SettingsTable.SESSION_LONGEST))
        > 0) {
      add(SettingsTable.SESSION_IDLE, "must not be longer than sessions.longest.");
    }
  }

  private void refusePlainTextBeyondLoopback(Setting<String> hostSetting) {
    if (!Loopback.isLoopback(values.get(hostSetting))
        && !values.get(SettingsTable.ALLOW_PLAIN_TEXT)) {
      add(
          hostSetting,
          "reaches beyond this machine without encryption. Put a proxy that speaks TLS before"
              + " Millrace and leave this at 127.0.0.1; or, if the network is trusted, set"
              + " network.allow-plain-text to true.");
    }
  }

  private void refuseOnePortForBoth() {
    int http = values.get(SettingsTable.HTTP_PORT);
    if (http != 0 && http == values.get(SettingsTable.MQTT_PORT)) {
      add(SettingsTable.MQTT_PORT, "must differ from http.port; both are " + http + ".");
    }
  }

  private void wantUserForPostgresql() {
    boolean sqlite = values.get(SettingsTable.REGISTRY_DATABASE).equals("sqlite");
    boolean user = !values.get(SettingsTable.REGISTRY_USER).isEmpty();
    if (!sqlite && !user) {
      add(SettingsTable.REGISTRY_DATABASE, "is PostgreSQL, so registry.user is needed too.");
    } else if (sqlite && user) {
      add(SettingsTable.REGISTRY_USER, "means nothing while registry.database is sqlite.");
    }
  }

  private void add(Setting<?> setting, String clause) {
    problems.add(values.origin(setting).place(), setting.path() + " " + clause);
  }
}
