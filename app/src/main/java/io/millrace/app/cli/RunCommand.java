package io.millrace.app.cli;

import io.millrace.app.config.Configuration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "run",
    sortOptions = false,
    header = "Starts the server.",
    description = {
      "Starts the server and stays in the foreground, with its log on the console, until Ctrl-C or"
          + " SIGTERM. Then it takes in nothing more, writes out what it holds and ends; the setting"
          + " server.stop-limit bounds how long that may take.",
      "",
      "At the first start it prints a link that sets the first password. The link works once.",
      "",
      "Only one server can use a data folder.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped when asked to, or started with --background",
      "1:could not start, or failed while stopping; the message says why",
      "2:unknown option",
      "4:another server uses the data folder",
      "5:the configuration has mistakes",
      "6:did not stop, or with --background not get ready, in time",
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ./millrace run",
      "  ./millrace run --background --config /etc/millrace.yaml",
      "  ./millrace run --data /srv/millrace --set http.port=9090",
    })
final class RunCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private ConfigOptions options = new ConfigOptions();
  @Mixin private BackgroundOptions background = new BackgroundOptions();
  @Mixin HelpOption help = new HelpOption();

  RunCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Configuration configuration = options.load(context);
    return new ServerStart(context, configuration, "run", options.asArguments(), background).go();
  }
}
