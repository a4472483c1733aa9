package io.millrace.app.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A checked value and its origin for every setting of the table. Immutable once built. */
public final class SettingValues {
  private final Map<Setting<?>, Object> values = new HashMap<>();
  private final Map<Setting<?>, Origin> origins = new HashMap<>();

  /** The defaults. */
  SettingValues() {
    for (Setting<?> setting : SettingsTable.ALL) {
      values.put(setting, setting.defaultValue());
      origins.put(setting, Origin.DEFAULT);
    }
  }

  /** Sets a value from its text. Only while building. */
  void put(Setting<?> setting, RawSetting raw) {
    values.put(setting, setting.type().parse(raw.text()));
    origins.put(setting, raw.origin());
  }

  /** The value in force. */
  @SuppressWarnings("unchecked") // put() stores what the setting's own type parsed
  <T> T get(Setting<T> setting) {
    return (T) Objects.requireNonNull(values.get(setting));
  }

  /** Where the value in force comes from. */
  Origin origin(Setting<?> setting) {
    return origins.getOrDefault(setting, Origin.DEFAULT);
  }

  /** The value in force as a person would write it, masked when it is a secret. */
  <T> String shown(Setting<T> setting) {
    return setting.shown(get(setting));
  }

  /** How many settings were set in that way. */
  public long count(Origin.Kind kind) {
    return origins.values().stream().filter(origin -> origin.kind() == kind).count();
  }
}
