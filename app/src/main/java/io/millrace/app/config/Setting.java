package io.millrace.app.config;

import java.util.Locale;

/**
 * One setting, as declared in {@link SettingsTable}.
 *
 * @param path section and name, such as {@code http.port}
 * @param type how its text is read, with its range
 * @param defaultText what holds when nobody sets it, as a person would write it; {@code type} reads
 *     it
 * @param text what it is for, in a sentence or two
 * @param secret whether its value is never shown
 * @param <T> what the text becomes
 */
public record Setting<T>(
    String path, ValueType<T> type, String defaultText, String text, boolean secret) {
  /** The prefix of all environment variables that set something. */
  static final String ENVIRONMENT_PREFIX = "MILLRACE_";

  /** Shown in the place of a secret. */
  static final String MASK = "********";

  static <T> Setting<T> of(String path, ValueType<T> type, String defaultText, String text) {
    return new Setting<>(path, type, defaultText, text, false);
  }

  static <T> Setting<T> ofSecret(String path, ValueType<T> type, String text) {
    return new Setting<>(path, type, "", text, true);
  }

  /** The part before the dot. */
  public String section() {
    return path.substring(0, path.indexOf('.'));
  }

  /** The part after the dot. */
  public String name() {
    return path.substring(path.indexOf('.') + 1);
  }

  /**
   * The environment variable that overrides it: {@code http.public-url} → MILLRACE_HTTP_PUBLIC_URL.
   */
  public String environmentName() {
    return ENVIRONMENT_PREFIX + path.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** The value that holds when nobody sets it. */
  public T defaultValue() {
    return type.parse(defaultText);
  }

  /** A value for showing: as a person would write it, masked when it is a secret. */
  public String shown(T value) {
    String formatted = type.format(value);
    return secret && !formatted.isEmpty() ? MASK : formatted;
  }
}
