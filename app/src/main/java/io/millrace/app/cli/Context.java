package io.millrace.app.cli;

import io.millrace.app.launch.Installation;
import io.millrace.app.server.ServerParts;
import io.millrace.model.time.NanoClock;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * What commands are given.
 *
 * @param launchFile where {@code run} and {@code demo} write the server's command line for the
 *     launcher, which executes it when this process is done; empty when there is no launcher and
 *     the server runs in this process
 */
public record Context(
    ServerParts parts,
    Installation installation,
    Map<String, String> environment,
    NanoClock clock,
    Console console,
    BuildInfo build,
    Optional<Path> launchFile) {
  public Context {
    environment = Map.copyOf(environment);
  }
}
