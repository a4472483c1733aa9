package io.millrace.app.doctor;

import io.millrace.app.config.MemoryBudget;
import io.millrace.app.config.Settings;
import io.millrace.app.launch.Machine;
import io.millrace.model.time.NanoClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Looks at everything that a server with these settings needs of the machine. */
public final class Doctor {
  private final List<Check> checks;

  private Doctor(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  /**
   * All checks.
   *
   * @param running whether a server runs with these settings
   * @param cacheFolder where native libraries are unpacked
   * @param builtAt when this program was built
   */
  public static Doctor of(
      Settings settings, boolean running, Path cacheFolder, Instant builtAt, NanoClock clock) {
    long machineBytes = Machine.memoryBytes();
    Path folder = settings.dataFolder();
    return new Doctor(
        List.of(
            JdkCheck.ofThisProcess(),
            new MemoryCheck(MemoryBudget.of(settings.memory(), machineBytes), machineBytes),
            DescriptorCheck.ofThisProcess(settings.limits().connections()),
            new FolderCheck(folder),
            new DiskSpaceCheck(folder, settings.journal().diskBudget()),
            new FsyncCheck(folder),
            new ExecutableFolderCheck(cacheFolder, Path.of("/proc/mounts")),
            new ClockCheck(clock.now(), builtAt, folder, KernelClock.read()),
            new PortCheck("http.port", settings.http().host(), settings.http().port(), running),
            new PortCheck("mqtt.port", settings.mqtt().host(), settings.mqtt().port(), running)));
  }

  /** What was found, in the order of the checks. */
  public List<Finding> look() {
    return checks.stream().map(Check::look).toList();
  }
}
