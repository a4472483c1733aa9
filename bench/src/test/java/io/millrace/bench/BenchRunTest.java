package io.millrace.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./millrace bench} runs, records and returns. */
class BenchRunTest {
  private static final Benchmark GOOD =
      new Fixed("good", List.of(Measurement.of("good_s", 1, "s")));
  private static final Benchmark BROKEN = new Fixed("broken", List.of());

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  @TempDir Path folder;

  @Test
  void a_benchmark_that_fails_is_told_and_the_others_are_recorded() throws Exception {
    int exitCode = bench(false, BROKEN, GOOD).run(List.of());

    assertThat(exitCode).isEqualTo(1);
    assertThat(output()).contains("failed: java.io.IOException: no peer");
    assertThat(new ResultsFile(folder.resolve("results.json")).read()).hasSize(1);
    assertThat(folder.resolve("RESULTS.md")).content().contains("| `good_s` | 1 | s |");
  }

  @Test
  void only_the_named_ones_run() throws Exception {
    assertThat(bench(false, BROKEN, GOOD).run(List.of("good"))).isZero();
  }

  @Test
  void an_unknown_name_is_refused_before_anything_runs() throws Exception {
    assertThat(bench(false, GOOD).run(List.of("good", "godo"))).isEqualTo(2);
    assertThat(output()).contains("no benchmark 'godo'");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_quick_run_records_nothing() throws Exception {
    assertThat(bench(true, GOOD).run(List.of())).isZero();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void every_benchmark_of_the_catalog_has_a_name_of_its_own() {
    assertThat(BenchCatalog.all()).extracting(Benchmark::name).doesNotHaveDuplicates();
  }

  private BenchRun bench(boolean quick, Benchmark... catalog) {
    return new BenchRun(
        List.of(catalog), folder, new PrintStream(printed, true, StandardCharsets.UTF_8), quick);
  }

  private String output() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private record Fixed(String name, List<Measurement> figures) implements Benchmark {
    @Override
    public String description() {
      return name;
    }

    @Override
    public List<Measurement> run(BenchContext context) throws IOException {
      Files.writeString(context.workFolder().resolve("file"), "");
      if (figures.isEmpty()) {
        throw new IOException("no peer");
      }
      return figures;
    }
  }
}
