package io.millrace.app.server;

import io.millrace.app.config.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The simulated plant: a process of its own that reaches the server from outside. */
@FunctionalInterface
public interface DemoPlant {
  /**
   * Gives the plant its identity in a running server, once: sources, tokens and a credentials file
   * that nobody else may read.
   *
   * @param folder the plant's own, empty at first; it is kept from start to start
   * @return how to start the process
   */
  Launch prepare(Settings settings, ServerHandle server, Path folder);

  /**
   * How to start the plant. It runs with our class path and JVM, its standard input open as long as
   * the server lives: on its end, and on SIGTERM, the plant stops within seconds.
   *
   * @param mainClass fully qualified
   * @param arguments of its {@code main}; no secrets, since others can see them
   * @param environment added to ours
   */
  record Launch(String mainClass, List<String> arguments, Map<String, String> environment) {
    public Launch {
      arguments = List.copyOf(arguments);
      environment = Map.copyOf(environment);
    }
  }
}
