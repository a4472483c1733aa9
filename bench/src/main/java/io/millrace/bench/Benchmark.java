package io.millrace.bench;

import java.util.List;

/**
 * One benchmark that {@code ./millrace bench} knows by name. It may yield several figures (its own,
 * and that of a peer measured in the same run).
 */
public interface Benchmark {
  /** The name on the command line, in {@code kebab-case}. */
  String name();

  /** One line for {@code ./millrace bench --list}: what is measured, and what stands beside it. */
  String description();

  /**
   * Measures. Called once, on one thread; says on {@link BenchContext#progress()} what it is doing.
   *
   * @return the figures, good or bad; empty when the benchmark cannot run here, after saying why
   * @throws Exception when the measurement failed; the runner reports it and goes on
   */
  List<Measurement> run(BenchContext context) throws Exception;
}
