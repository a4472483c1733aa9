package io.millrace.app.cli;

import io.millrace.app.config.ConfigSources;
import io.millrace.app.config.Configuration;
import io.millrace.app.config.Settings;
import io.millrace.app.process.ServerProbe;
import io.millrace.app.server.ServerHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Starts a server on an empty folder and free ports, waits until it is ready and stops it, so that
 * the JVM can record what a start loads. Hidden: {@code run} and {@code demo} start it when needed.
 */
@Command(name = "train", hidden = true, description = "Records what a start loads.")
final class TrainCommand implements Callable<Integer> {
  private static final long READY_LIMIT_S = 60;

  private final Context context;

  @Option(names = "--data", required = true, paramLabel = "FOLDER", description = "A new folder.")
  private Path folder = Path.of("");

  TrainCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(folder);
    ConfigSources sources =
        new ConfigSources(
            Optional.empty(),
            folder.toAbsolutePath(),
            Map.of(),
            Map.of(
                "data.folder", folder.toAbsolutePath().toString(),
                "http.port", "0",
                "mqtt.port", "0"));
    Settings settings = Configuration.load(sources).settings();
    try (ServerHandle server = context.parts().servers().create(settings).start()) {
      server.ready().get(READY_LIMIT_S, TimeUnit.SECONDS);
      new ServerProbe().ask(server.addresses().health());
    }
    return Exit.OK;
  }
}
