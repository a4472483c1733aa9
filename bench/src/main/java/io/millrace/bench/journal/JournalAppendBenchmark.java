package io.millrace.bench.journal;

import io.millrace.bench.BenchContext;
import io.millrace.bench.Benchmark;
import io.millrace.bench.Goal;
import io.millrace.bench.Measurement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Two threads append batches of 1,000 records, one reader keeps up; then everything is read back
 * from disk. Segments are sealed meanwhile, so that all that the journal ever does is paid for.
 */
public final class JournalAppendBenchmark implements Benchmark {
  private static final int THREADS = 2;
  private static final int BATCHES = 60;
  private static final int RECORDS_PER_BATCH = 1_000;
  private static final int IN_FLIGHT = 16;
  private static final String ROCKSDB = "RocksDB alone, fsync per batch, payloads only";

  @Override
  public String name() {
    return "journal-append";
  }

  @Override
  public String description() {
    return "appends in batches of 1,000, a reader beside them, read back; beside RocksDB alone";
  }

  @Override
  public List<Measurement> run(BenchContext context) throws Exception {
    double seconds = context.quick() ? 5 : 30;
    Path folder = context.workFolder().resolve("journal");
    List<Measurement> figures = append(context, folder, seconds);
    figures.add(readBack(context, folder));
    context.say("the same batches into RocksDB alone");
    double raw =
        RawDisk.rocksDbBatches(
            Files.createDirectory(context.workFolder().resolve("raw")),
            RECORDS_PER_BATCH,
            seconds / 3);
    figures.set(0, figures.getFirst().withPeer(ROCKSDB, raw));
    return figures;
  }

  private static List<Measurement> append(BenchContext context, Path folder, double seconds)
      throws Exception {
    List<Measurement> figures = new ArrayList<>();
    Spent before;
    Spent acknowledged;
    long records;
    long bytes;
    OpenJournal open = new OpenJournal(folder);
    try (open;
        TailReader reader = new TailReader(open.journal)) {
      AppendLoad load =
          new AppendLoad(open.journal, THREADS, BATCHES, RECORDS_PER_BATCH, IN_FLIGHT);
      context.say("warming up");
      load.run(seconds / 3);
      records = -load.records();
      bytes = -load.payloadBytes();
      context.say("appending for " + seconds + " s");
      before = Spent.now();
      load.run(seconds);
      acknowledged = Spent.now();
      records += load.records();
      bytes += load.payloadBytes();
      context.say(
          "acknowledged %,d records of %d bytes; the reader has %,d"
              .formatted(load.records(), bytes / records, reader.records()));
    }
    figures.add(
        Measurement.of(
            "journal_append_records_per_s",
            records / acknowledged.secondsSince(before),
            "records/s"));
    figures.add(
        Measurement.of(
                "journal_append_cpu_s_per_million",
                acknowledged.cpuSecondsSince(before) / records * 1e6,
                "CPU-s")
            .withGoal(Goal.atMost(0.6)));
    if (acknowledged.writtenBytes() >= 0) {
      figures.add(
          Measurement.of(
              "journal_write_amplification",
              (double) Spent.now().writtenBytesSince(before) / bytes,
              "bytes written to disk per byte of payload"));
    }
    return figures;
  }

  private static Measurement readBack(BenchContext context, Path folder) {
    try (OpenJournal open = new OpenJournal(folder)) {
      context.say("reading back");
      TailReader.readAll(open.journal);
      Spent before = Spent.now();
      long records = TailReader.readAll(open.journal);
      return Measurement.of(
          "journal_read_records_per_s", records / Spent.now().secondsSince(before), "records/s");
    }
  }
}
