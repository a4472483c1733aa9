package io.millrace.app.cli;

import io.millrace.app.error.AppException;
import io.millrace.app.process.DataFolder;
import io.millrace.app.process.DataFolder.Holding;
import io.millrace.app.process.Holder;
import io.millrace.app.process.ServerProbe;
import io.millrace.app.server.Health;
import io.millrace.app.server.ServerAddresses;
import io.millrace.model.time.NanoClock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code status} says of one server. */
final class StatusReport {
  private static final double GB = 1L << 30;
  private static final double MS_PER_SECOND = 1_000;

  private final NanoClock clock;
  private final ServerProbe probe;

  StatusReport(NanoClock clock, ServerProbe probe) {
    this.clock = clock;
    this.probe = probe;
  }

  /**
   * A report.
   *
   * @param lines for the console
   * @param answers whether the server answered
   */
  record Text(String lines, boolean answers) {}

  Text of(DataFolder folder, Holding holding) {
    StringBuilder lines = new StringBuilder();
    Optional<Holder> holder = holding.holder();
    lines
        .append("Running: ")
        .append(holder.map(this::who).orElse("a process that cannot be seen from here"))
        .append('\n');
    row(lines, "data", folder.path().toString());
    holder.flatMap(Holder::plantPid).ifPresent(pid -> row(lines, "plant", "process " + pid));
    Optional<ServerAddresses> addresses = holder.flatMap(Holder::addresses);
    if (addresses.isEmpty()) {
      row(lines, "health", "starting; it listens nowhere yet");
      return new Text(lines.toString(), false);
    }
    row(lines, "web", addresses.get().web().toString());
    row(lines, "mqtt", addresses.get().mqtt().toString());
    try {
      addHealth(lines, probe.ask(addresses.get().health()));
      return new Text(lines.toString(), true);
    } catch (AppException e) {
      row(lines, "health", String.valueOf(e.getMessage()));
      return new Text(lines.toString(), false);
    }
  }

  private String who(Holder holder) {
    Duration up = Duration.between(holder.since(), clock.now());
    return "millrace %s %s, process %d, since %s (%s)"
        .formatted(
            holder.command(),
            holder.version(),
            holder.pid(),
            holder.since().truncatedTo(ChronoUnit.SECONDS),
            rough(up));
  }

  private static void addHealth(StringBuilder lines, Health health) {
    row(lines, "health", health.status());
    health.problems().forEach(problem -> row(lines, "", problem));
    if (!health.readers().isEmpty()) {
      row(
          lines,
          "lag",
          health.readers().stream().map(StatusReport::lag).collect(Collectors.joining(", ")));
    }
    health
        .disk()
        .ifPresent(
            disk ->
                row(
                    lines,
                    "disk",
                    "%s used, %s free".formatted(gb(disk.usedBytes()), gb(disk.freeBytes()))));
  }

  private static String lag(Health.Reader reader) {
    return String.format(Locale.ROOT, "%s %.1f s", reader.name(), reader.lagMs() / MS_PER_SECOND);
  }

  private static String gb(long bytes) {
    return String.format(Locale.ROOT, "%.1f GB", bytes / GB);
  }

  /** The two largest units that matter. */
  static String rough(Duration duration) {
    if (duration.toDays() > 0) {
      return duration.toDays() + " d " + duration.toHoursPart() + " h";
    }
    if (duration.toHours() > 0) {
      return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
    return duration.toMinutes() > 0
        ? duration.toMinutes() + " min " + duration.toSecondsPart() + " s"
        : duration.toSeconds() + " s";
  }

  private static void row(StringBuilder lines, String name, String value) {
    lines.append("  %-7s %s%n".formatted(name, value));
  }
}
