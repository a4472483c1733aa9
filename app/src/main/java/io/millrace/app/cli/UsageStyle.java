package io.millrace.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How every help text is laid out. */
final class UsageStyle {
  private static final int WIDTH = 96;

  private UsageStyle() {}

  /** Lays out a command and all below it. */
  static void apply(CommandLine command) {
    UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    usage
        .width(WIDTH)
        .synopsisHeading(usage.header().length > 0 ? "%nUsage: " : "Usage: ")
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n");
    command.getSubcommands().values().forEach(UsageStyle::apply);
    CommandLine help = command.getSubcommands().get("help");
    if (help != null) {
      help.getCommandSpec().usageMessage().header("Shows help on a command.");
    }
  }
}
