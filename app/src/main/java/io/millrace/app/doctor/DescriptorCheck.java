package io.millrace.app.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;

/**
 * Whether the process may open as many files and sockets as the configured connections need.
 *
 * @param connections as configured
 * @param limit of descriptors; empty where the system has none
 */
record DescriptorCheck(int connections, OptionalLong limit) implements Check {
  /** Storage files, jars, web requests and log files, generously. */
  private static final long OWN = 2_000;

  private static final String SUBJECT = "file descriptors";

  static DescriptorCheck ofThisProcess(int connections) {
    OptionalLong limit =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? OptionalLong.of(unix.getMaxFileDescriptorCount())
            : OptionalLong.empty();
    return new DescriptorCheck(connections, limit);
  }

  @Override
  public Finding look() {
    if (limit.isEmpty()) {
      return Finding.good(SUBJECT, "no limit is known on this system");
    }
    long allowed = limit.getAsLong();
    long needed = connections + OWN;
    long possible = Math.max(0, allowed - OWN);
    String detail =
        "%,d allowed, enough for %,d connections; %,d are configured"
            .formatted(allowed, possible, connections);
    if (allowed >= needed) {
      return Finding.good(SUBJECT, detail);
    }
    String advice =
        ("Run 'ulimit -n %1$d' before the start (a service: LimitNOFILE=%1$d in its unit), or set"
                + " limits.connections to %2$d or less.")
            .formatted(needed, Math.max(possible, 10));
    return possible == 0
        ? Finding.problem(SUBJECT, detail, advice)
        : Finding.warning(SUBJECT, detail, advice);
  }
}
