package io.millrace.demo.command;

import io.millrace.demo.error.DemoError;
import io.millrace.demo.error.DemoException;
import io.millrace.demo.gateway.HttpSender;
import io.millrace.demo.run.Credentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks a running plant to cut its gateways' line for a while. */
@Command(
    name = "pull-the-plug",
    mixinStandardHelpOptions = true,
    header = "Cuts the line of a running plant's gateways for a while.",
    description =
        "They buffer meanwhile, and deliver everything afterwards with the times at which it was"
            + " measured: no gap is left.")
final class PullThePlugCommand implements Callable<Integer> {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--folder",
      required = true,
      paramLabel = "FOLDER",
      description = "The running plant's folder.")
  private Path folder = Path.of("");

  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description = "With the control token (default: credentials.json in the folder).")
  private @Nullable Path credentials;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "For how long (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Override
  public Integer call() {
    URI control = ControlAddress.read(folder);
    Path file = credentials == null ? folder.resolve("credentials.json") : credentials;
    String token = Credentials.readControlToken(file);
    try {
      HttpSender.Result result =
          new HttpSender(TIMEOUT)
              .post(
                  control.resolve("/pull-the-plug?seconds=" + seconds),
                  "text/plain",
                  token,
                  new byte[0]);
      if (!(result instanceof HttpSender.Result.Stored)) {
        throw new DemoException(
            DemoError.CONTROL_UNAVAILABLE, "The plant refuses to pull the plug: " + result + ".");
      }
    } catch (IOException e) {
      throw new DemoException(
          DemoError.CONTROL_UNAVAILABLE,
          "No plant answers at " + control + ": " + e.getMessage() + ".",
          e);
    }
    if (spec != null) {
      spec.commandLine().getOut().println("The plug is out for " + seconds + " s.");
    }
    return 0;
  }
}
