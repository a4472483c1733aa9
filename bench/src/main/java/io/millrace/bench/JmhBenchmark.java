package io.millrace.bench;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A JMH class as a {@link Benchmark}. Forks, warm-up and iterations are what the class's
 * annotations say; a quick run takes one short iteration in one fork. Forked JVMs have the flags of
 * this one.
 */
public final class JmhBenchmark implements Benchmark {
  private final String name;
  private final String description;
  private final Class<?> type;
  private final Function<RunResult, Optional<Measurement>> toMeasurement;

  /**
   * A JMH class with several methods or parameters.
   *
   * @param type the class with the {@code @Benchmark} methods
   * @param toMeasurement turns each method's result into a figure; empty for those not recorded
   */
  public JmhBenchmark(
      String name,
      String description,
      Class<?> type,
      Function<RunResult, Optional<Measurement>> toMeasurement) {
    this.name = name;
    this.description = description;
    this.type = type;
    this.toMeasurement = toMeasurement;
  }

  /** A JMH class with one method, whose score becomes the figure {@code figureName} as it is. */
  public static JmhBenchmark throughput(
      String name, String description, Class<?> type, String figureName, String unit) {
    return new JmhBenchmark(
        name,
        description,
        type,
        result ->
            Optional.of(Measurement.of(figureName, result.getPrimaryResult().getScore(), unit)));
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public List<Measurement> run(BenchContext context) throws Exception {
    ChainedOptionsBuilder options =
        new OptionsBuilder().include("^" + Pattern.quote(type.getName()) + "\\.");
    if (context.quick()) {
      options
          .forks(1)
          .warmupIterations(1)
          .warmupTime(TimeValue.milliseconds(500))
          .measurementIterations(1)
          .measurementTime(TimeValue.seconds(1));
    }
    Collection<RunResult> results = new Runner(options.build()).run();
    List<Measurement> measurements = new ArrayList<>();
    results.forEach(result -> toMeasurement.apply(result).ifPresent(measurements::add));
    return measurements;
  }
}
