package io.millrace.demo;

import io.millrace.demo.command.PlantCommand;
import io.millrace.demo.error.DemoException;
import picocli.CommandLine;

/** Where the demo plant's process begins. */
public final class DemoMain {
  private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

  private DemoMain() {}

  /** Runs the command line and ends with its exit code. */
  public static void main(String[] arguments) {
    if (System.getProperty(LOG_FORMAT) == null) {
      System.setProperty(LOG_FORMAT, "%4$s %5$s%6$s%n"); // LEVEL message, one line
    }
    CommandLine commandLine = new CommandLine(new PlantCommand());
    commandLine.setExecutionExceptionHandler(
        (exception, command, result) -> {
          if (exception instanceof DemoException) {
            command.getErr().println(exception.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
          }
          throw exception;
        });
    System.exit(commandLine.execute(arguments));
  }
}
