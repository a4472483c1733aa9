package io.millrace.app.cli;

import io.millrace.app.error.AppError;
import io.millrace.app.error.AppException;
import picocli.CommandLine.Command;

/** Done by the launcher, which builds the benchmarks first; here for the help. */
@Command(
    name = "bench",
    header = "Runs benchmarks and records their figures.",
    description = {
      "Builds and runs the benchmarks that are named, or all of them. The figures go to"
          + " bench/results.json and bench/RESULTS.md, each beside its goal and its peer. Let nothing"
          + " else run meanwhile.",
      "",
      "  bench --list    lists them",
      "  bench --quick   rough figures in a short time, not recorded",
      "",
      "Needs the source folder.",
    },
    customSynopsis = "millrace bench [--list] [--quick] [NAME...]",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all benchmarks that were asked for ran",
      "1:a benchmark failed; the others' figures are recorded",
      "2:unknown benchmark or option",
    })
final class BenchCommand implements Runnable {
  @Override
  public void run() {
    throw new AppException(
        AppError.NOT_IN_THIS_BUILD,
        "Benchmarks run from the source folder, by its launcher: ./millrace bench");
  }
}
