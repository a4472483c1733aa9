package io.millrace.bench.model;

import io.millrace.model.sample.Quality;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.sample.ValueKind;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Fills a batch with samples of one kind and reads it back, as decode and history do. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SampleBatchBenchmark {
  private static final int SAMPLES = 10_000;

  private final SampleBatch batch = new SampleBatch(SAMPLES);

  /** One operation is one sample, written and read. */
  @Benchmark
  @OperationsPerInvocation(SAMPLES)
  public double fillAndRead() {
    batch.clear();
    for (int i = 0; i < SAMPLES; i++) {
      long bits = Double.doubleToRawLongBits(i * 0.25);
      batch.add(i & 0xFF, ValueKind.DOUBLE, i, bits, Quality.GOOD, i);
    }
    double sum = 0;
    for (int i = 0; i < SAMPLES; i++) {
      sum += Double.longBitsToDouble(batch.bits(i));
    }
    return sum;
  }
}
