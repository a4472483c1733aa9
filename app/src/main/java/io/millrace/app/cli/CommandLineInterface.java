package io.millrace.app.cli;

import io.millrace.model.error.MillraceException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** All commands, and how their failures are told. */
public final class CommandLineInterface {
  private final Context context;

  public CommandLineInterface(Context context) {
    this.context = context;
  }

  /** Runs a command line and returns the exit code, see {@link Exit}. */
  public int execute(String... arguments) {
    return commandLine().execute(arguments);
  }

  CommandLine commandLine() {
    CommandLine commandLine =
        new CommandLine(new Millrace())
            .addSubcommand(new RunCommand(context))
            .addSubcommand(new DemoCommand(context))
            .addSubcommand(new PullThePlugCommand(context))
            .addSubcommand(new StopCommand(context))
            .addSubcommand(new StatusCommand(context))
            .addSubcommand(new DoctorCommand(context))
            .addSubcommand(
                new CommandLine(new ConfigCommand())
                    .addSubcommand(new ConfigCheckCommand(context))
                    .addSubcommand(new ConfigShowCommand(context))
                    .addSubcommand(new ConfigInitCommand(context)))
            .addSubcommand(new ResetPasswordCommand(context))
            .addSubcommand(new CommandLine(new BenchCommand()).setUnmatchedArgumentsAllowed(true))
            .addSubcommand(new CommandLine(new TestCommand()).setUnmatchedArgumentsAllowed(true))
            .addSubcommand(new VersionCommand(context))
            .addSubcommand(new CommandLine.HelpCommand())
            .addSubcommand(new TrainCommand(context));
    UsageStyle.apply(commandLine);
    return commandLine
        .setOut(context.console().outWriter())
        .setErr(context.console().errWriter())
        .setAbbreviatedSubcommandsAllowed(false)
        .setParameterExceptionHandler(new UsageMistakeTeller())
        .setExecutionExceptionHandler(new FailureTeller());
  }

  private final class FailureTeller implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(
        Exception failure, CommandLine command, ParseResult parsed) {
      if (failure instanceof MillraceException) {
        context.console().err().println("millrace: " + failure.getMessage());
      } else {
        context.console().err().println("millrace: an unexpected failure; please report it.");
        failure.printStackTrace(context.console().err());
      }
      return Exit.of(failure);
    }
  }
}
