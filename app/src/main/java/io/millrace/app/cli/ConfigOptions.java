package io.millrace.app.cli;

import io.millrace.app.config.ConfigSources;
import io.millrace.app.config.Configuration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of every command that needs the configuration. */
final class ConfigOptions {
  private static final String DATA_FOLDER = "data.folder";

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "The configuration file. Without it: MILLRACE_CONFIG, else millrace.yaml beside the"
              + " launcher, else defaults.")
  private @Nullable Path file;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "The data folder; the same as --set data.folder=FOLDER.")
  private @Nullable Path dataFolder;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description =
          "A setting for this time, such as --set http.port=9090. May be given several times.")
  private Map<String, String> overrides = new LinkedHashMap<>();

  /** Reads and checks the configuration; tells its warnings. */
  Configuration load(Context context) {
    Configuration configuration = Configuration.load(sources(context));
    configuration.warnings().forEach(each -> context.console().progress("Note: " + each));
    return configuration;
  }

  /**
   * The same for the demo, whose data must never mix with real data: its folder is beside the
   * configured one, with {@code -demo} at its name, unless --data names another.
   */
  Configuration loadForDemo(Context context) {
    Configuration configuration = load(context);
    if (dataFolder != null) {
      return configuration;
    }
    ConfigSources sources = sources(context);
    Map<String, String> withFolder = new LinkedHashMap<>(sources.overrides());
    withFolder.put(DATA_FOLDER, configuration.settings().dataFolder() + "-demo");
    return Configuration.load(
        new ConfigSources(sources.file(), sources.baseFolder(), sources.environment(), withFolder));
  }

  /** The configuration file in force, which need not exist when nobody named one. */
  Path fileInForce(Context context) {
    String named = context.environment().get(ConfigSources.FILE_VARIABLE);
    if (file != null) {
      return file.toAbsolutePath();
    }
    return named == null || named.isBlank()
        ? context.installation().home().resolve(ConfigSources.FILE_NAME)
        : Path.of(named).toAbsolutePath();
  }

  private ConfigSources sources(Context context) {
    Path inForce = fileInForce(context);
    boolean isNamed =
        file != null || context.environment().containsKey(ConfigSources.FILE_VARIABLE);
    Map<String, String> all = new LinkedHashMap<>(overrides);
    if (dataFolder != null) {
      all.put(DATA_FOLDER, dataFolder.toAbsolutePath().toString());
    }
    return new ConfigSources(
        isNamed || Files.exists(inForce) ? Optional.of(inForce) : Optional.empty(),
        context.installation().home(),
        context.environment(),
        all);
  }

  /** The same options again, for another process with the same configuration. */
  List<String> asArguments() {
    List<String> arguments = new ArrayList<>();
    if (file != null) {
      arguments.addAll(List.of("--config", file.toAbsolutePath().toString()));
    }
    if (dataFolder != null) {
      arguments.addAll(List.of("--data", dataFolder.toAbsolutePath().toString()));
    }
    overrides.forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
    return arguments;
  }
}
