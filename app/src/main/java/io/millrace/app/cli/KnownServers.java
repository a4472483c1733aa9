package io.millrace.app.cli;

import io.millrace.app.process.DataFolder;
import io.millrace.app.process.DataFolder.Holding;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The servers that a command without further words means: the configured one and the demo's. */
final class KnownServers {
  private final Context context;
  private final ConfigOptions options;

  KnownServers(Context context, ConfigOptions options) {
    this.context = context;
    this.options = options;
  }

  /** Those that run, each with its folder. */
  Map<DataFolder, Holding> running() {
    Map<DataFolder, Holding> running = new LinkedHashMap<>();
    addIfHeld(running, new DataFolder(options.load(context).settings().dataFolder()));
    DataFolder demo = new DataFolder(options.loadForDemo(context).settings().dataFolder());
    if (running.keySet().stream().noneMatch(folder -> folder.path().equals(demo.path()))) {
      addIfHeld(running, demo);
    }
    return running;
  }

  private static void addIfHeld(Map<DataFolder, Holding> running, DataFolder folder) {
    Optional<Holding> holding = folder.holding();
    holding.ifPresent(held -> running.put(folder, held));
  }
}
