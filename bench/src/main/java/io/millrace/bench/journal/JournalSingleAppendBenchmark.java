package io.millrace.bench.journal;

import io.millrace.bench.BenchContext;
import io.millrace.bench.Benchmark;
import io.millrace.bench.Measurement;
import java.nio.file.Files;
import java.util.List;

/** Fifty threads append a record each and wait for it, over and over: only fsyncs are shared. */
public final class JournalSingleAppendBenchmark implements Benchmark {
  private static final int THREADS = 50;

  @Override
  public String name() {
    return "journal-single-append";
  }

  @Override
  public String description() {
    return "50 threads append single records, each awaited; beside RocksDB alone, and a plain file";
  }

  @Override
  public List<Measurement> run(BenchContext context) throws Exception {
    double seconds = context.quick() ? 3 : 15;
    double rate;
    try (OpenJournal open = new OpenJournal(context.workFolder().resolve("journal"))) {
      AppendLoad load = new AppendLoad(open.journal, THREADS, 16, 1, 1);
      context.say("warming up");
      load.run(seconds / 3);
      long records = load.records();
      Spent before = Spent.now();
      context.say("appending for " + seconds + " s");
      load.run(seconds);
      rate = (load.records() - records) / Spent.now().secondsSince(before);
    }
    context.say("RocksDB alone");
    double raw =
        RawDisk.rocksDbSingles(
            Files.createDirectory(context.workFolder().resolve("raw")), THREADS, seconds / 3);
    context.say("a plain file, one thread");
    double file = RawDisk.fileBatches(context.workFolder().resolve("file"), 1, seconds / 3);
    return List.of(
        Measurement.of("journal_single_append_records_per_s", rate, "records/s")
            .withPeer("RocksDB alone, 50 threads", raw),
        Measurement.of("disk_write_and_fsync_per_s", file, "1/s"));
  }
}
