package io.millrace.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "version",
    header = "Shows the version.",
    description = "The program's version, and the JVM and system that it runs on.")
final class VersionCommand implements Callable<Integer> {
  private final Context context;

  @Mixin HelpOption help = new HelpOption();

  VersionCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    context
        .console()
        .say(
            "Millrace %s%nJDK %s%n%s %s %s"
                .formatted(
                    context.build().version(),
                    Runtime.version(),
                    System.getProperty("os.name"),
                    System.getProperty("os.version"),
                    System.getProperty("os.arch")));
    return Exit.OK;
  }
}
