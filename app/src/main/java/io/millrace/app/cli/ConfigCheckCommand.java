package io.millrace.app.cli;

import io.millrace.app.config.Configuration;
import io.millrace.app.config.Origin;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "check",
    sortOptions = false,
    header = "Checks the configuration without starting anything.",
    description =
        "Reads the file, the environment and --set as a start would, and names every mistake with"
            + " its line and what is allowed.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:no mistakes", "2:unknown option", "5:mistakes"})
final class ConfigCheckCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private ConfigOptions options = new ConfigOptions();
  @Mixin HelpOption help = new HelpOption();

  ConfigCheckCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Configuration configuration = options.load(context);
    context
        .console()
        .say(
            "No mistakes. Set by file: %d, by environment: %d, by option: %d; the rest is default."
                .formatted(
                    configuration.values().count(Origin.Kind.FILE),
                    configuration.values().count(Origin.Kind.ENVIRONMENT),
                    configuration.values().count(Origin.Kind.COMMAND_LINE)));
    return Exit.OK;
  }
}
