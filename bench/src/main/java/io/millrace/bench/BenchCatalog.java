package io.millrace.bench;

import io.millrace.bench.endtoend.AckLatencyBenchmark;
import io.millrace.bench.endtoend.DemoBenchmark;
import io.millrace.bench.endtoend.IngestBenchmark;
import io.millrace.bench.endtoend.PostgresPathBenchmark;
import io.millrace.bench.endtoend.QueryBenchmark;
import io.millrace.bench.endtoend.StartBenchmark;
import io.millrace.bench.history.DemoPlantBenchmark;
import io.millrace.bench.history.FullPrecisionBenchmark;
import io.millrace.bench.history.HistoryReadBenchmark;
import io.millrace.bench.history.HistoryWriteBenchmark;
import io.millrace.bench.journal.JournalAppendBenchmark;
import io.millrace.bench.journal.JournalSingleAppendBenchmark;
import io.millrace.bench.model.SampleBatchBenchmark;
import io.millrace.bench.pipeline.PipelineBenchmark;
import java.util.List;

/** Every benchmark, in the order in which {@code ./millrace bench} runs them. */
final class BenchCatalog {
  private BenchCatalog() {}

  static List<Benchmark> all() {
    return List.of(
        JmhBenchmark.throughput(
            "model-sample-batch",
            "filling and reading a batch of samples, the unit that decoding hands to history",
            SampleBatchBenchmark.class,
            "model_sample_batch_samples_per_s",
            "samples/s"),
        new JournalAppendBenchmark(),
        new JournalSingleAppendBenchmark(),
        PipelineBenchmark.spread(),
        PipelineBenchmark.crowded(),
        new HistoryWriteBenchmark(),
        new FullPrecisionBenchmark(),
        new HistoryReadBenchmark(),
        new DemoPlantBenchmark(),
        new IngestBenchmark(),
        new AckLatencyBenchmark(),
        new PostgresPathBenchmark(),
        new QueryBenchmark(),
        new DemoBenchmark(),
        new StartBenchmark());
  }
}
