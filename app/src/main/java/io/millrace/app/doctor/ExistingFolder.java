package io.millrace.app.doctor;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that a not yet made folder will be in. */
final class ExistingFolder {
  private ExistingFolder() {}

  /** The path itself, or the nearest folder above it that exists. */
  static Path above(Path path) {
    Path current = path.toAbsolutePath().normalize();
    while (!Files.isDirectory(current) && current.getParent() != null) {
      current = current.getParent();
    }
    return current;
  }
}
