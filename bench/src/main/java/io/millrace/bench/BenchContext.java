package io.millrace.bench;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What a benchmark is given.
 *
 * @param workFolder an empty folder for its files; removed afterwards
 * @param progress where to tell what is going on, line by line
 * @param quick whether a rough figure in a short time is wanted (never recorded)
 */
public record BenchContext(Path workFolder, PrintStream progress, boolean quick) {
  /** Writes one line of progress. */
  public void say(String line) {
    progress.println("  " + line);
    progress.flush();
  }
}
