package io.millrace.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "config",
    header = "Checks, shows or begins the configuration.",
    description =
        "All settings with their defaults and ranges: docs/configuration.md. The file is found as"
            + " --config says.")
final class ConfigCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin HelpOption help = new HelpOption();

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Which one: config check, config show or config init?");
  }
}
