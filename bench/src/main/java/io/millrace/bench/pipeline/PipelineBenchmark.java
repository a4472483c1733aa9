package io.millrace.bench.pipeline;

import io.millrace.bench.BenchContext;
import io.millrace.bench.Benchmark;
import io.millrace.bench.Goal;
import io.millrace.bench.Measurement;
import io.millrace.history.History;
import io.millrace.history.HistorySettings;
import io.millrace.history.query.QuerySettings;
import io.millrace.history.store.rocksdb.RocksChunkStore;
import io.millrace.history.store.rocksdb.RocksStoreSettings;
import io.millrace.journal.Block;
import io.millrace.journal.Cursor;
import io.millrace.journal.reader.ReaderRuntime;
import io.millrace.journal.reader.ReaderStatistics;
import io.millrace.journal.reader.rocksdb.RocksDbReaderStores;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.time.NanoClock;
import io.millrace.pipeline.assembly.Pipeline;
import io.millrace.pipeline.assembly.PipelineParts;
import io.millrace.pipeline.assembly.PipelineSettings;
import io.millrace.pipeline.context.ContextFollower;
import io.millrace.pipeline.context.DecodeContext;
import io.millrace.pipeline.context.SourcePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * What comes behind the journal: decoding, the ring, and all readers with history on disk, at full
 * speed. The processor time is that of the whole process less what making the blocks takes.
 */
public final class PipelineBenchmark implements Benchmark {
  private static final int WARM_UP_BLOCKS = 1_500;
  private static final int MEASURED_BLOCKS = 5_000;
  private static final int QUICK_BLOCKS = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final String name;
  private final String figure;
  private final int channelsOfSource;

  private PipelineBenchmark(String name, String figure, int channelsOfSource) {
    this.name = name;
    this.figure = figure;
    this.channelsOfSource = channelsOfSource;
  }

  /** 1,000 points, each with a sample every four milliseconds. */
  public static PipelineBenchmark spread() {
    return new PipelineBenchmark("pipeline", "pipeline", 10);
  }

  /** 100 points, each with five samples of every millisecond: as the load over MQTT has them. */
  public static PipelineBenchmark crowded() {
    return new PipelineBenchmark("pipeline-same-ms", "pipeline_same_ms", 1);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return "decoding 120-byte messages of "
        + 100 * channelsOfSource
        + " points, all readers behind it, history on disk";
  }

  @Override
  public List<Measurement> run(BenchContext context) throws Exception {
    RocksDB.loadLibrary();
    Load load = measure(context, context.quick() ? QUICK_BLOCKS : MEASURED_BLOCKS);
    return List.of(
        Measurement.of(figure + "_cpu_s_per_million", load.cpuSecondsPerMillion(), "s/million")
            .withGoal(Goal.atMost(1.2)),
        Measurement.of(figure + "_messages_per_s", load.messagesPerSecond(), "messages/s"),
        Measurement.of(
            figure + "_samples_per_s",
            MessageBlocks.VALUES * load.messagesPerSecond(),
            "samples/s"));
  }

  /** What a load took. */
  private record Load(double cpuSecondsPerMillion, double messagesPerSecond) {}

  private Load measure(BenchContext context, int measuredBlocks) throws Exception {
    Block changes = MessageBlocks.context(channelsOfSource, GeneratedJournal.CONTEXT);
    MessageBlocks blocks =
        new MessageBlocks(channelsOfSource, GeneratedJournal.LIVE, changes.nextOffset());
    double making = secondsToMake(blocks, measuredBlocks);
    try (Behind behind = new Behind(context.workFolder(), new GeneratedJournal(changes, blocks))) {
      behind.runTo(WARM_UP_BLOCKS);
      double cpu = processSeconds();
      long begun = System.nanoTime();
      behind.runTo(WARM_UP_BLOCKS + measuredBlocks);
      double seconds = (System.nanoTime() - begun) / 1e9;
      double millions = (double) measuredBlocks * MessageBlocks.MESSAGES / 1e6;
      Load load = new Load((processSeconds() - cpu - making) / millions, millions * 1e6 / seconds);
      behind.report(context);
      return load;
    }
  }

  private static double secondsToMake(MessageBlocks blocks, int count) {
    double begun = 0;
    long bytes = 0;
    for (int round = 0; round < 2; round++) { // the first warms up
      begun = processSeconds();
      for (int i = 0; i < count; i++) {
        bytes += blocks.block(i).payloadBytes();
      }
    }
    if (bytes == 0) {
      throw new IllegalStateException("The blocks are empty.");
    }
    return processSeconds() - begun;
  }

  private static double processSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /** Everything behind a journal. */
  private static final class Behind implements AutoCloseable {
    private final LRUCache cache = new LRUCache(128L << 20);
    private final WriteBufferManager memory = new WriteBufferManager(64L << 20, cache);
    private final GeneratedJournal journal;
    private final ReaderRuntime runtime;
    private final RocksDbReaderStores stores;
    private final ContextFollower follower;
    private final History history;
    private final Pipeline pipeline;

    Behind(Path folder, GeneratedJournal journal) throws InterruptedException {
      this.journal = journal;
      NanoClock clock = NanoClock.system();
      PointHandles handles = new PointHandles();
      runtime = new ReaderRuntime(journal, clock);
      stores = new RocksDbReaderStores(folder.resolve("readers"), cache, memory);
      follower = new ContextFollower(journal, new DecodeContext(handles, SourcePolicy.DEFAULT));
      history =
          new History(
              new RocksChunkStore(
                  folder.resolve("history"), cache, memory, RocksStoreSettings.DEFAULTS),
              handles,
              follower.context().traits(),
              HistorySettings.DEFAULTS,
              QuerySettings.DEFAULTS,
              clock);
      pipeline =
          new Pipeline(
              new PipelineParts(
                  journal,
                  runtime,
                  stores::open,
                  follower,
                  handles,
                  history,
                  (mediaType, content) -> mediaType,
                  discovered -> {},
                  clock),
              PipelineSettings.DEFAULTS);
    }

    void runTo(long liveBlocks) throws InterruptedException {
      Cursor end = journal.growTo(liveBlocks);
      for (ReaderStatistics reader : pipeline.readerStatistics()) {
        if (!runtime.awaitApplied(reader.name(), end, PATIENCE)) {
          throw new IllegalStateException(reader.name() + " did not come to the end.");
        }
      }
    }

    void report(BenchContext context) {
      var ring = pipeline.ringStatistics();
      context.say(
          "decoding took "
              + ring.decodeNs() / 1_000_000
              + " ms, history "
              + pipeline.history().statistics().writeNs() / 1_000_000
              + " ms, decoding waited "
              + ring.waitNs() / 1_000_000
              + " ms for readers");
      ring.readers().stream()
          .filter(reader -> reader.fallenOut() > 0)
          .forEach(reader -> context.say(reader.name() + " fell out of the ring"));
      if (!pipeline.audit().isEmpty()) {
        throw new IllegalStateException("The accounts do not balance: " + pipeline.audit());
      }
    }

    @Override
    public void close() {
      pipeline.close();
      runtime.close();
      follower.close();
      stores.close();
      history.close();
      memory.close();
      cache.close();
    }
  }
}
