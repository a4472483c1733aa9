package io.millrace.bench;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./millrace bench}. */
@Command(
    name = "millrace bench",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    description = {
      "Runs benchmarks and records their figures.",
      "",
      "The figures go to bench/results.json, each in the place of an older one of its name, and"
          + " bench/RESULTS.md is made from it. The load generator and the peers share the machine;"
          + " let nothing else run.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all benchmarks that were asked for ran",
      "1:a benchmark failed; the others' figures are recorded",
      "2:unknown benchmark or option"
    })
public final class BenchMain implements Callable<Integer> {
  /** Of all loggers; held here, since the JDK forgets loggers that nobody holds. */
  private static final Logger QUIET = Logger.getLogger("");

  private final List<Benchmark> catalog;
  private final PrintStream out;

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "Which ones, by name; all of them when none is named.")
  private List<String> names = List.of();

  @Option(names = "--list", description = "Lists the benchmarks and runs none.")
  private boolean list;

  @Option(
      names = "--quick",
      description = "Rough figures in a short time, to try a benchmark out. Nothing is recorded.")
  private boolean quick;

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      defaultValue = "bench",
      description = "Where results.json and RESULTS.md are. Default: ${DEFAULT-VALUE}.")
  private Path folder = Path.of("bench");

  BenchMain(List<Benchmark> catalog, PrintStream out) {
    this.catalog = catalog;
    this.out = out;
  }

  /** Runs and exits with one of the documented codes. */
  public static void main(String[] args) {
    // What libraries tell of their start would bury the figures.
    QUIET.setLevel(Level.WARNING);
    System.exit(new CommandLine(new BenchMain(BenchCatalog.all(), System.out)).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    if (list) {
      catalog.forEach(each -> out.printf("%-28s %s%n", each.name(), each.description()));
      return CommandLine.ExitCode.OK;
    }
    return new BenchRun(catalog, folder, out, quick).run(names);
  }
}
