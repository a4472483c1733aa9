package io.millrace.demo.command;

import io.millrace.demo.DemoError;
import io.millrace.demo.DemoException;
import io.millrace.demo.run.Credentials;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
  public Integer call() throws InterruptedException {
    URI control = ControlAddress.read(folder);
    Path file = credentials == null ? folder.resolve("credentials.json") : credentials;
    HttpRequest request =
        HttpRequest.newBuilder(control.resolve("/pull-the-plug?seconds=" + seconds))
            .timeout(TIMEOUT)
            .header("Authorization", "Bearer " + Credentials.readControlToken(file))
            .POST(BodyPublishers.noBody())
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
      HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new DemoException(
            DemoError.CONTROL_UNAVAILABLE,
            "The plant answered with status "
                + response.statusCode()
                + ": "
                + response.body().strip());
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
