package io.millrace.app.cli;

import io.millrace.app.config.Settings;
import io.millrace.app.doctor.Doctor;
import io.millrace.app.doctor.Finding;
import io.millrace.app.doctor.Severity;
import io.millrace.app.process.DataFolder;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "doctor",
    sortOptions = false,
    header = "Checks whether this machine suits the server, and says what to do.",
    description = {
      "Looks at the JDK, memory, file descriptors, the data folder and its disk (with the time that"
          + " an fsync takes), native libraries, the clock and the ports. Changes nothing; best run"
          + " as the user that runs the server.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well",
      "2:unknown option",
      "5:the configuration has mistakes",
      "7:the server runs, and something should be done",
      "8:the server does not run, or not safely, until something is done",
    })
final class DoctorCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private ConfigOptions options = new ConfigOptions();
  @Mixin HelpOption help = new HelpOption();

  DoctorCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Settings settings = options.load(context).settings();
    boolean running = !new KnownServers(context, options).running().isEmpty();
    Doctor doctor =
        Doctor.of(
            settings,
            running,
            context.installation().cacheFolder(new DataFolder(settings.dataFolder()).path()),
            context.build().date(),
            context.clock());
    List<Finding> findings = doctor.look();
    findings.forEach(this::print);
    Severity worst =
        findings.stream()
            .map(Finding::severity)
            .max(Comparator.naturalOrder())
            .orElse(Severity.GOOD);
    return switch (worst) {
      case GOOD -> Exit.OK;
      case WARNING -> Exit.WARNINGS;
      case PROBLEM -> Exit.PROBLEMS;
    };
  }

  private void print(Finding finding) {
    String sign =
        switch (finding.severity()) {
          case GOOD -> "ok  ";
          case WARNING -> "WARN";
          case PROBLEM -> "FAIL";
        };
    context.console().say("%s  %-17s %s".formatted(sign, finding.subject(), finding.detail()));
    finding.advice().ifPresent(advice -> context.console().say(" ".repeat(24) + "→ " + advice));
  }
}
