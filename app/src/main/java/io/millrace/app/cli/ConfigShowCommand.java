package io.millrace.app.cli;

import io.millrace.app.config.ConfigListing;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "show",
    sortOptions = false,
    header = "Shows the settings that hold, and where each comes from.",
    description = "Prints YAML with each value's origin beside it. Secrets are masked.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:shown", "2:unknown option", "5:the configuration has mistakes"})
final class ConfigShowCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private ConfigOptions options = new ConfigOptions();
  @Mixin HelpOption help = new HelpOption();

  ConfigShowCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context.console().out().print(ConfigListing.render(options.load(context).values()));
    return Exit.OK;
  }
}
