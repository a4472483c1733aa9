package io.millrace.bench.history;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process has used so far. */
final class ThisProcess {
  private ThisProcess() {}

  /** Processor time of all threads, in nanoseconds: also those of RocksDB and of the collector. */
  static long cpuNs() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
