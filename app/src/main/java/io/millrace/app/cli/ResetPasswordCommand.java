package io.millrace.app.cli;

import io.millrace.app.config.Settings;
import io.millrace.app.process.DataFolder;
import io.millrace.app.process.DataFolder.Holding;
import io.millrace.app.process.Holder;
import io.millrace.app.server.ServerAddresses;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "reset-password",
    sortOptions = false,
    header = "Makes a link that sets a new password.",
    description = {
      "For a person who cannot sign in any more. The link works once and only for a time (the"
          + " setting sessions.password-link). Whoever may write the data folder may do this; it is"
          + " recorded in the audit log.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:the link is printed",
      "1:there is no such user, or the registry cannot be opened",
      "2:unknown option",
      "5:the configuration has mistakes",
    })
final class ResetPasswordCommand implements Callable<Integer> {
  private final Context context;

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Option(names = "--demo", description = "Means the demo's server, not the configured one.")
  private boolean demo;

  @Parameters(
      paramLabel = "USER",
      arity = "0..1",
      defaultValue = "admin",
      description = "The name that the person signs in with. Default: ${DEFAULT-VALUE}.")
  private String user = "admin";

  @Mixin HelpOption help = new HelpOption();

  ResetPasswordCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Settings settings = (demo ? options.loadForDemo(context) : options.load(context)).settings();
    Optional<ServerAddresses> running =
        new DataFolder(settings.dataFolder())
            .holding()
            .flatMap(Holding::holder)
            .flatMap(Holder::addresses);
    URI link =
        context
            .parts()
            .passwordLinks()
            .create(
                settings, running.map(ServerAddresses::web).orElseGet(() -> web(settings)), user);
    context
        .console()
        .say(
            "Set a new password for '%s' here (works once, within %d minutes):%n  %s"
                .formatted(user, settings.sessions().passwordLink().toMinutes(), link));
    if (running.isEmpty()) {
      context.console().say("The server is not running; start it with: ./millrace run");
    }
    return Exit.OK;
  }

  private static URI web(Settings settings) {
    return settings
        .http()
        .publicUrl()
        .orElseGet(
            () -> URI.create("http://" + settings.http().host() + ":" + settings.http().port()));
  }
}
