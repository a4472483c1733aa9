package io.millrace.bench.endtoend;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What Linux counts of a process.
 *
 * @param process the process, of this machine
 */
public record ProcessFigures(ProcessHandle process) {
  private static final long BYTES_PER_KB = 1024;

  /** User and system time so far, in seconds. */
  public double cpuSeconds() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /** Bytes of memory that are resident now. */
  public long residentBytes() {
    return field("status", "VmRSS:") * BYTES_PER_KB;
  }

  /** Bytes that it has sent to the disk so far. */
  public long writtenBytes() {
    return field("io", "write_bytes:");
  }

  private long field(String file, String name) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), file)).stream()
          .filter(line -> line.startsWith(name))
          .map(line -> line.substring(name.length()).strip().split(" ")[0])
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new IllegalStateException("The process " + process.pid() + " is gone.", e);
    }
  }
}
