package io.millrace.app;

import io.millrace.app.cli.BuildInfo;
import io.millrace.app.wiring.Wiring;

/** Where the program begins. */
public final class Main {
  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] arguments) {
    System.exit(new Program(Wiring.parts(BuildInfo.load().version())).run(arguments));
  }
}
