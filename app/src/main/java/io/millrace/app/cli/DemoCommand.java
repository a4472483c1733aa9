package io.millrace.app.cli;

import io.millrace.app.config.Configuration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "demo",
    sortOptions = false,
    header = "Starts the server with a simulated plant beside it.",
    description = {
      "Starts the server and, as a process of its own, a simulated foundry that sends its readings"
          + " over MQTT and HTTP as real machines would. Everything that it sends is marked as"
          + " simulated. The plant is started again should it end, and both stop together.",
      "",
      "The demo has a data folder of its own beside the configured one (data-demo), so that it never"
          + " mixes with real data. Delete that folder to begin anew.",
      "",
      "At the first start it prints a link that sets the first password. The link works once.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped when asked to, or started with --background",
      "1:could not start, or failed while stopping; the message says why",
      "2:unknown option",
      "4:another server uses the demo's data folder",
      "5:the configuration has mistakes",
      "6:did not stop, or with --background not get ready, in time",
    })
final class DemoCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private ConfigOptions options = new ConfigOptions();
  @Mixin private BackgroundOptions background = new BackgroundOptions();
  @Mixin HelpOption help = new HelpOption();

  DemoCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Configuration configuration = options.loadForDemo(context);
    return new ServerStart(context, configuration, "demo", options.asArguments(), background).go();
  }
}
