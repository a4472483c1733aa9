package io.millrace.bench.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A library to preload into a process, whose fsync and fdatasync then take longer by {@code
 * SLOW_FSYNC_MS} milliseconds: an SD card, or a disk behind a network.
 */
final class SlowDisk {
  private static final String SOURCE = "/io/millrace/bench/endtoend/slowdisk.c";

  private SlowDisk() {}

  /** Compiles it; empty without a C compiler. */
  static Optional<Path> build(Path folder) throws IOException, InterruptedException {
    Path source = folder.resolve("slowdisk.c");
    Path library = folder.resolve("slowdisk.so");
    try (InputStream in = SlowDisk.class.getResourceAsStream(SOURCE)) {
      if (in == null) {
        throw new IOException("This build lacks " + SOURCE + ".");
      }
      Files.copy(in, source);
    }
    try {
      Process compiler =
          new ProcessBuilder(
                  "cc",
                  "-shared",
                  "-fPIC",
                  "-O1",
                  "-o",
                  library.toString(),
                  source.toString(),
                  "-ldl")
              .inheritIO()
              .start();
      return compiler.waitFor() == 0 ? Optional.of(library) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
