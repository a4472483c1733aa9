package io.millrace.app;

import io.millrace.app.cli.BuildInfo;
import io.millrace.app.cli.CommandLineInterface;
import io.millrace.app.cli.Console;
import io.millrace.app.cli.Context;
import io.millrace.app.launch.Installation;
import io.millrace.app.log.Logging;
import io.millrace.app.server.ServerParts;
import io.millrace.model.time.NanoClock;
import java.nio.file.Path;
import java.util.Optional;

/** The command line with the real world behind it: environment, clock, console. */
final class Program {
  private static final String LAUNCH_FILE_PROPERTY = "millrace.launch-file";

  private final ServerParts parts;

  Program(ServerParts parts) {
    this.parts = parts;
  }

  /** Runs one command and returns its exit code. */
  int run(String... arguments) {
    Logging.onlyWarnings();
    Context context =
        new Context(
            parts,
            Installation.ofThisProcess(),
            System.getenv(),
            NanoClock.system(),
            Console.system(),
            BuildInfo.load(),
            Optional.ofNullable(System.getProperty(LAUNCH_FILE_PROPERTY)).map(Path::of));
    return new CommandLineInterface(context).execute(arguments);
  }
}
