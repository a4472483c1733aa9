package io.millrace.app.server;

import java.util.List;
import java.util.Optional;

/**
 * What the server says of itself at {@link ServerAddresses#health}, as JSON with these names. Every
 * field but {@code status} may be missing.
 *
 * @param status {@code starting}, {@code ready}, {@code degraded} or {@code stopping}
 * @param problems what a person should look at; whole sentences
 * @param readers how far each reader of the journal is behind
 * @param disk what the data folder takes, and what is left
 */
public record Health(
    String status, List<String> problems, List<Reader> readers, Optional<Disk> disk) {
  public Health {
    problems = List.copyOf(problems);
    readers = List.copyOf(readers);
  }

  /**
   * A reader of the journal.
   *
   * @param lagMs age of the oldest record that it has not read; 0 when it is up to date
   */
  public record Reader(String name, long lagMs) {}

  /** Bytes taken by the data folder, and bytes free on its disk. */
  public record Disk(long usedBytes, long freeBytes) {}
}
