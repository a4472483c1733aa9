package io.millrace.app.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A command line as words of the POSIX shell, which the launcher reads and executes when this
 * process is done. So the process list shows the server's real command line.
 */
public final class LaunchFile {
  private LaunchFile() {}

  /** Writes a command line: the executable and its arguments. */
  public static void write(Path file, List<String> command) throws IOException {
    String words = command.stream().map(LaunchFile::quoted).collect(Collectors.joining(" "));
    Files.writeString(file, words + "\n");
  }

  /** Within single quotes everything stands for itself, except a single quote. */
  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''") + "'";
  }
}
