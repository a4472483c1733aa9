package io.millrace.app.cli;

import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import picocli.CommandLine.Command;

/** Done by the launcher, before anything of ours is built; here for the help. */
@Command(
    name = "test",
    header = "Installs what the tests need and runs all of them.",
    description = {
      "On Debian and its relatives, installs the packages that scripts/install-test-needs lists"
          + " (their services are not started), builds everything, runs all tests and ends with a"
          + " summary. Words after 'test' are handed to Maven.",
      "",
      "Needs the source folder.",
    },
    customSynopsis = "millrace test [MAVEN-OPTION...]",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:all tests passed", "1:a test or the build failed"})
final class TestCommand implements Runnable {
  @Override
  public void run() {
    throw new AppException(
        AppError.NOT_IN_THIS_BUILD,
        "Tests run from the source folder, by its launcher: ./millrace test");
  }
}
