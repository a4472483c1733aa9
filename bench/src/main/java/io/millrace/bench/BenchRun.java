package io.millrace.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.ExitCode;

/** Runs the benchmarks that were asked for, one after the other, and records what they yield. */
final class BenchRun {
  private final List<Benchmark> catalog;
  private final Path folder;
  private final PrintStream out;
  private final boolean quick;

  BenchRun(List<Benchmark> catalog, Path folder, PrintStream out, boolean quick) {
    this.catalog = catalog;
    this.folder = folder;
    this.out = out;
    this.quick = quick;
  }

  /**
   * Runs the named ones, or all when the list is empty.
   *
   * @return the exit code
   */
  int run(List<String> names) throws IOException, InterruptedException {
    List<String> unknown = names.stream().filter(name -> !isKnown(name)).toList();
    if (!unknown.isEmpty()) {
      out.println(
          "There is no benchmark '" + unknown.getFirst() + "'. See: ./millrace bench --list");
      return ExitCode.USAGE;
    }
    String machine = MachineDescription.read();
    String commit = new CommitName(folder.toAbsolutePath()).read();
    out.println(machine + " · commit " + commit);
    boolean failed = false;
    for (Benchmark benchmark : catalog) {
      if (names.isEmpty() || names.contains(benchmark.name())) {
        failed |= !runOne(benchmark, machine, commit);
      }
    }
    return failed ? ExitCode.SOFTWARE : ExitCode.OK;
  }

  private boolean isKnown(String name) {
    return catalog.stream().anyMatch(benchmark -> benchmark.name().equals(name));
  }

  private boolean runOne(Benchmark benchmark, String machine, String commit) throws IOException {
    out.println();
    out.println(benchmark.name() + ": " + benchmark.description());
    Path workFolder = Files.createTempDirectory("millrace-bench-");
    try {
      List<Measurement> figures = benchmark.run(new BenchContext(workFolder, out, quick));
      figures.forEach(this::print);
      if (!quick) {
        record(figures, machine, commit);
      }
      return true;
    } catch (Exception e) {
      // One benchmark that cannot run (a peer that is not installed, say) must not cost the rest.
      out.println("  failed: " + e);
      e.printStackTrace(out);
      return false;
    } finally {
      delete(workFolder);
    }
  }

  private void print(Measurement figure) {
    Goal goal = figure.goal();
    String verdict = "";
    if (goal != null) {
      verdict = "  goal " + goal + (goal.isMetBy(figure.value()) ? ": met" : ": MISSED");
    }
    out.println(
        "  "
            + figure.name()
            + " = "
            + ResultsTable.number(figure.value())
            + " "
            + figure.unit()
            + verdict);
  }

  private void record(List<Measurement> figures, String machine, String commit) throws IOException {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    List<Result> results = new ArrayList<>();
    figures.forEach(figure -> results.add(new Result(figure, machine, commit, today)));
    List<Result> all = new ResultsFile(folder.resolve("results.json")).merge(results);
    Files.writeString(folder.resolve("RESULTS.md"), ResultsTable.of(all));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> tree = Files.walk(folder)) {
      tree.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
