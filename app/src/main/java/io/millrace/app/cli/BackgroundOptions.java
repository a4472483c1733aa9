package io.millrace.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that start a server. */
final class BackgroundOptions {
  @Option(
      names = "--background",
      description =
          "Starts the server in the background, waits until it is ready and returns. Its log goes"
              + " to rotating files in the data folder's log folder.")
  private boolean wanted;

  /** Set for the process in the background by the one that starts it. */
  @Option(names = "--announce-to", hidden = true, paramLabel = "FILE")
  private @Nullable Path announcement;

  boolean isWanted() {
    return wanted;
  }

  Optional<Path> announcement() {
    return Optional.ofNullable(announcement);
  }
}
