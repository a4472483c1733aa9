package io.millrace.app.cli;

import io.millrace.app.config.Settings;
import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import io.millrace.app.process.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "pull-the-plug",
    sortOptions = false,
    header = "Cuts the line between the demo's plant and the server for a while.",
    description = {
      "The gateways buffer meanwhile, as good ones do, and deliver everything afterwards with the"
          + " times at which it was measured. Watch it on the overview: sources fall silent, come"
          + " back, and no gap is left.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the plug is out",
      "1:no demo is running on that folder",
      "2:unknown option",
      "5:the configuration has mistakes",
    })
final class PullThePlugCommand implements Callable<Integer> {
  /** The plant knows how to reach itself; it is another program, so it is started as one. */
  private static final String PLANT = "io.millrace.demo.DemoMain";

  private static final int LONGEST_S = 3_600;

  private final Context context;

  @Spec private CommandSpec commandSpec = CommandSpec.create();

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "For how long. Default: ${DEFAULT-VALUE}.")
  private int seconds = 60;

  @Mixin HelpOption help = new HelpOption();

  PullThePlugCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (seconds < 1 || seconds > LONGEST_S) {
      throw new CommandLine.ParameterException(
          commandSpec.commandLine(), "--seconds is 1 to " + LONGEST_S + ", not " + seconds + ".");
    }
    Settings settings = options.loadForDemo(context).settings();
    Path plant = settings.dataFolder().resolve("plant");
    if (!Files.exists(plant.resolve("control.json"))) {
      throw new AppException(
          AppError.SERVER_UNREACHABLE,
          "No demo is running on " + settings.dataFolder() + ". Start one with: ./millrace demo");
    }
    List<String> command = new ArrayList<>(JavaCommand.ofThisProcess().with(List.of("-Xmx32m")));
    command.addAll(
        List.of(
            PLANT,
            "pull-the-plug",
            "--folder",
            plant.toString(),
            "--seconds",
            Integer.toString(seconds)));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    process.inputReader().lines().forEach(context.console()::say);
    return process.waitFor() == 0 ? Exit.OK : Exit.FAILED;
  }
}
