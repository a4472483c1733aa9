package io.millrace.bench.peer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds and runs the programs of a peer. */
final class Program {
  private Program() {}

  /** A program on the search path; empty if there is none. */
  static Optional<Path> onPath(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** Gives a folder to another user of this machine. */
  static void giveTo(String user, Path path) throws IOException {
    Files.setOwner(
        path, FileSystems.getDefault().getUserPrincipalLookupService().lookupPrincipalByName(user));
  }

  /**
   * Runs a program to its end.
   *
   * @return what it said
   * @throws IOException if it ends with anything but 0; with what it said
   */
  static String run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("millrace-bench-", ".out");
    try {
      Process process =
          new ProcessBuilder(new ArrayList<>(command))
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      int status = process.waitFor();
      String said = Files.readString(output, StandardCharsets.UTF_8);
      if (status != 0) {
        throw new IOException(command.getFirst() + " ended with " + status + ": " + said);
      }
      return said;
    } finally {
      Files.delete(output);
    }
  }

  /** Bytes of the files in a folder and below. */
  static long bytesBelow(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      long bytes = 0;
      for (Path file : tree.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
