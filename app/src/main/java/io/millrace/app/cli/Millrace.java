package io.millrace.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand: shows what there is. */
@Command(
    name = "millrace",
    description = {
      "Connects machines, keeps every reading, shows what needs attention, and lets the owner"
          + " prove it.",
      "",
      "One process, one folder of data. What is acknowledged is on disk.",
    },
    footer = {
      "",
      "To look around:      ./millrace demo",
      "For real use:        ./millrace run",
      "More on a command:   ./millrace help COMMAND",
    })
final class Millrace implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command? 'millrace help' lists them.");
  }
}
