package io.millrace.app.cli;

import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import io.millrace.app.process.DataFolder;
import io.millrace.app.process.DataFolder.Holding;
import io.millrace.app.process.Holder;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "stop",
    sortOptions = false,
    header = "Stops the server, and the simulated plant if there is one.",
    description = {
      "Asks the server on the configured data folder, and that of the demo, to stop (SIGTERM) and"
          + " waits until it has. With --data only the server on that folder is meant.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped, or there was nothing to stop",
      "1:could not be stopped; the message says why",
      "2:unknown option",
      "5:the configuration has mistakes",
      "6:still running after the time that was given",
    })
final class StopCommand implements Callable<Integer> {
  private static final long LOOK_MS = 1_000;

  private final Context context;

  @Mixin private ConfigOptions options = new ConfigOptions();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long to wait. Default: ${DEFAULT-VALUE}.")
  private int timeoutSeconds = 60;

  @Mixin HelpOption help = new HelpOption();

  StopCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    Map<DataFolder, Holding> running = new KnownServers(context, options).running();
    if (running.isEmpty()) {
      context.console().say("No server is running.");
    }
    int exit = Exit.OK;
    for (Map.Entry<DataFolder, Holding> server : running.entrySet()) {
      exit = Math.max(exit, stop(server.getKey(), server.getValue()));
    }
    return exit;
  }

  private int stop(DataFolder folder, Holding holding) throws Exception {
    Holder holder = holding.holder().orElseThrow(() -> unknownHolder(folder));
    ProcessHandle process = ProcessHandle.of(holder.pid()).orElseThrow(() -> unknownHolder(folder));
    context.console().progress("Stopping " + holder.describe() + " …");
    if (!process.destroy()) {
      throw new AppException(
          AppError.PROCESS_FAILED,
          "Process " + holder.pid() + " belongs to another user. Stop it as that user or as root.");
    }
    for (int second = 0; second < timeoutSeconds; second++) {
      try {
        process.onExit().get(LOOK_MS, TimeUnit.MILLISECONDS);
        context.console().say("Stopped.");
        return Exit.OK;
      } catch (TimeoutException e) {
        context.console().progress("  " + (second + 1) + " s");
      } catch (ExecutionException e) {
        throw new AssertionError("waiting for a process does not fail", e);
      }
    }
    context
        .console()
        .progress(
            "Process %d is still running after %d s. What it acknowledged is on disk; 'kill -9 %d'"
                    .formatted(holder.pid(), timeoutSeconds, holder.pid())
                + " ends it without losing that.");
    return Exit.TIMED_OUT;
  }

  private static AppException unknownHolder(DataFolder folder) {
    return new AppException(
        AppError.PROCESS_FAILED,
        "The data folder "
            + folder.path()
            + " is held by a process that cannot be seen from here, perhaps in a container. Stop it"
            + " there.");
  }
}
