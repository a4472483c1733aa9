package io.millrace.app.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that settings can come from.
 *
 * @param file the configuration file, which must exist; empty for none
 * @param baseFolder where relative paths start when there is no file; absolute
 * @param environment the process's environment
 * @param overrides setting path to text, from the command line
 */
public record ConfigSources(
    Optional<Path> file,
    Path baseFolder,
    Map<String, String> environment,
    Map<String, String> overrides) {
  /** The file that is read when no other is named, beside the launcher. */
  public static final String FILE_NAME = "millrace.yaml";

  /** Names the configuration file, as {@code --config} does. */
  public static final String FILE_VARIABLE = Setting.ENVIRONMENT_PREFIX + "CONFIG";

  public ConfigSources {
    environment = Map.copyOf(environment);
    overrides = Map.copyOf(overrides);
  }

  /** Nothing but defaults. */
  public static ConfigSources none(Path baseFolder) {
    return new ConfigSources(Optional.empty(), baseFolder, Map.of(), Map.of());
  }
}
