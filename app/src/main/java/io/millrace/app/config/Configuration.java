package io.millrace.app.config;

import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A configuration that was read and found right.
 *
 * @param settings typed
 * @param values the same with their origins, for showing
 * @param warnings what is not wrong and yet probably not meant; whole sentences
 */
public record Configuration(Settings settings, SettingValues values, List<String> warnings) {
  public Configuration {
    warnings = List.copyOf(warnings);
  }

  /**
   * Reads and checks: defaults, then the file, the environment, the command line; later ones win.
   *
   * @throws AppException {@link AppError#CONFIG_INVALID} with every mistake and where it stands, or
   *     {@link AppError#CONFIG_UNREADABLE}
   */
  public static Configuration load(ConfigSources sources) {
    Problems problems = new Problems();
    List<String> warnings = new ArrayList<>();
    List<RawSetting> raw = new ArrayList<>();
    sources.file().ifPresent(file -> raw.addAll(fromFile(file, problems)));
    raw.addAll(fromEnvironment(sources.environment(), warnings));
    sources.overrides().forEach((path, text) -> raw.add(fromCommandLine(path, text)));

    SettingValues values = new SettingValues();
    raw.forEach(each -> apply(each, values, problems));
    problems.throwIfAny();
    new SettingsRules(values, problems).check();
    problems.throwIfAny();

    sources.file().ifPresent(file -> new SecretFileCheck(file, raw).addTo(warnings));
    Path base =
        sources.file().map(file -> parentOf(file.toAbsolutePath())).orElse(sources.baseFolder());
    return new Configuration(Settings.of(values, base), values, warnings);
  }

  private static void apply(RawSetting raw, SettingValues values, Problems problems) {
    SettingsTable.find(raw.path())
        .ifPresentOrElse(
            setting -> {
              try {
                values.put(setting, raw);
              } catch (IllegalValueException e) {
                String reason = setting.secret() ? "is not allowed" : e.getMessage();
                problems.add(raw.origin().place(), setting.path() + " " + reason + ".");
              }
            },
            () -> problems.add(raw.origin().place(), UnknownName.setting(raw.path())));
  }

  private static List<RawSetting> fromFile(Path file, Problems problems) {
    try {
      if (Files.size(file) > YamlSettings.LONGEST_FILE) {
        throw new AppException(
            AppError.CONFIG_UNREADABLE,
            file + " is larger than 64 KB; that is not a configuration file.");
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      return new YamlSettings(file.getFileName().toString(), problems).read(text);
    } catch (IOException e) {
      throw new AppException(
          AppError.CONFIG_UNREADABLE,
          "The configuration file " + file + " cannot be read: " + e + ".",
          e);
    }
  }

  private static List<RawSetting> fromEnvironment(
      Map<String, String> environment, List<String> warnings) {
    List<RawSetting> raw = new ArrayList<>();
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      if (!name.startsWith(Setting.ENVIRONMENT_PREFIX)
          || name.equals(ConfigSources.FILE_VARIABLE)) {
        continue;
      }
      SettingsTable.ALL.stream()
          .filter(setting -> setting.environmentName().equals(name))
          .findFirst()
          .ifPresentOrElse(
              setting ->
                  raw.add(
                      new RawSetting(
                          setting.path(),
                          variable.getValue().strip(),
                          new Origin(Origin.Kind.ENVIRONMENT, name))),
              // Not refused: Kubernetes sets MILLRACE_PORT and others beside a service of our name.
              () -> warnings.add("The environment variable " + UnknownName.variable(name)));
    }
    return raw;
  }

  private static RawSetting fromCommandLine(String path, String text) {
    return new RawSetting(
        path, text.strip(), new Origin(Origin.Kind.COMMAND_LINE, "--set " + path));
  }

  private static Path parentOf(Path absolute) {
    Path parent = absolute.getParent();
    return parent == null ? absolute : parent;
  }
}
