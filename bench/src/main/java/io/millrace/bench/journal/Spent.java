package io.millrace.bench.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What this process has spent so far.
 *
 * @param nanoTime monotonic time
 * @param cpuNs processor time of all threads, the compiler's and the collector's included
 * @param writtenBytes bytes that it caused to be written to disk, less what was deleted before it
 *     got there; -1 where the system does not tell
 */
record Spent(long nanoTime, long cpuNs, long writtenBytes) {
  private static final Path IO = Path.of("/proc/self/io");

  static Spent now() {
    return new Spent(System.nanoTime(), cpuTimeNs(), diskBytes());
  }

  private static long cpuTimeNs() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  /** See proc(5): {@code write_bytes} and {@code cancelled_write_bytes}. */
  private static long diskBytes() {
    if (!Files.isReadable(IO)) {
      return -1;
    }
    try {
      long bytes = 0;
      for (String line : Files.readAllLines(IO)) {
        long value = Long.parseLong(line.substring(line.indexOf(' ') + 1));
        if (line.startsWith("write_bytes:")) {
          bytes += value;
        } else if (line.startsWith("cancelled_write_bytes:")) {
          bytes -= value;
        }
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  double secondsSince(Spent before) {
    return (nanoTime - before.nanoTime) / 1e9;
  }

  double cpuSecondsSince(Spent before) {
    return (cpuNs - before.cpuNs) / 1e9;
  }

  long writtenBytesSince(Spent before) {
    return writtenBytes - before.writtenBytes;
  }
}
