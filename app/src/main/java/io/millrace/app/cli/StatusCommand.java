package io.millrace.app.cli;

import io.millrace.app.process.DataFolder;
import io.millrace.app.process.DataFolder.Holding;
import io.millrace.app.process.ServerProbe;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "status",
    sortOptions = false,
    header = "Tells whether a server runs, where, and how it is.",
    description = {
      "Looks at the configured data folder and at that of the demo, and asks each server that runs"
          + " for its health. With --data only the server on that folder is meant.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:a server runs and answers",
      "1:a server runs and does not answer",
      "2:unknown option",
      "3:no server runs",
      "5:the configuration has mistakes",
    })
final class StatusCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private ConfigOptions options = new ConfigOptions();
  @Mixin HelpOption help = new HelpOption();

  StatusCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Map<DataFolder, Holding> running = new KnownServers(context, options).running();
    if (running.isEmpty()) {
      context.console().say("No server is running.");
      return Exit.NOT_RUNNING;
    }
    StatusReport report = new StatusReport(context.clock(), new ServerProbe());
    int exit = Exit.OK;
    for (Map.Entry<DataFolder, Holding> server : running.entrySet()) {
      StatusReport.Text text = report.of(server.getKey(), server.getValue());
      context.console().out().print(text.lines());
      exit = Math.max(exit, text.answers() ? Exit.OK : Exit.FAILED);
    }
    return exit;
  }
}
