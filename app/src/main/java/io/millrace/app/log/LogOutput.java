package io.millrace.app.log;

import java.nio.file.Path;

/** Where log lines go. */
public sealed interface LogOutput {
  /** Standard error of the process, which belongs to whoever started it. */
  record Console() implements LogOutput {}

  /**
   * Rotating files {@code millrace.0.log} (the newest), {@code millrace.1.log} and so on.
   *
   * @param folder made when it is not there
   */
  record Files(Path folder) implements LogOutput {
    /** The file that is being written. */
    public Path newest() {
      return folder.resolve("millrace.0.log");
    }
  }
}
