package io.millrace.app.launch;

import java.lang.management.ManagementFactory;

/** What this machine, or the container that we are in, has. */
public final class Machine {
  private Machine() {}

  /** Memory in bytes, a container's limit heeded. */
  public static long memoryBytes() {
    if (ManagementFactory.getOperatingSystemMXBean()
        instanceof com.sun.management.OperatingSystemMXBean system) {
      return system.getTotalMemorySize();
    }
    throw new IllegalStateException("This JVM does not tell the machine's memory.");
  }
}
