package io.millrace.bench.mqtt;

import java.time.Duration;
import java.util.Optional;

/** The processor time that another process of this machine has used. */
final class ProcessCpu {
  private final Optional<ProcessHandle> process;

  /**
   * Watches a process.
   *
   * @param pid its id; 0 for none, whose time is always 0
   */
  ProcessCpu(long pid) {
    process = pid == 0 ? Optional.empty() : ProcessHandle.of(pid);
    if (pid != 0 && process.isEmpty()) {
      throw new IllegalArgumentException("There is no process " + pid + " on this machine.");
    }
  }

  /** User and system time so far, in seconds. */
  double seconds() {
    return process
            .flatMap(handle -> handle.info().totalCpuDuration())
            .orElse(Duration.ZERO)
            .toNanos()
        / 1e9;
  }
}
