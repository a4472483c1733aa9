package io.millrace.demo.command;

import io.millrace.demo.plant.Foundry;
import io.millrace.demo.story.Scenario;
import io.millrace.demo.truth.Truth;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints what really happens in a scenario. */
@Command(
    name = "truth",
    mixinStandardHelpOptions = true,
    header = "Prints as JSON what analytics ought to find in a scenario's data.")
final class TruthCommand implements Callable<Integer> {
  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the plant.")
  private long seed;

  @Option(
      names = "--anchor",
      required = true,
      paramLabel = "INSTANT",
      description = "When the plant was first started, such as 2026-11-20T10:20:08Z.")
  private Instant anchor = Instant.EPOCH;

  @Option(
      names = "--history-days",
      paramLabel = "DAYS",
      defaultValue = "30",
      description = "Of the plant (default: ${DEFAULT-VALUE}).")
  private int historyDays;

  @Option(
      names = "--until",
      paramLabel = "INSTANT",
      description = "The last instant of interest (default: the anchor).")
  private @Nullable Instant until;

  @Override
  public Integer call() {
    Scenario scenario = new Scenario(seed, anchor.toEpochMilli(), historyDays);
    Instant to = until == null ? anchor : until;
    if (spec != null) {
      spec.commandLine()
          .getOut()
          .print(new Truth(Foundry.plant(), scenario, to.toEpochMilli()).toJson());
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
