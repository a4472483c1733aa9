package io.millrace.bench.history;

import io.millrace.bench.BenchContext;
import io.millrace.bench.Benchmark;
import io.millrace.bench.Goal;
import io.millrace.bench.Measurement;
import io.millrace.demo.payload.Message;
import io.millrace.demo.plant.Channel;
import io.millrace.history.blob.BlobAddress;
import io.millrace.history.source.SourceSpans;
import io.millrace.journal.Block;
import io.millrace.journal.BlockBuilder;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.memory.MemoryJournal;
import io.millrace.journal.memory.MemoryJournalSettings;
import io.millrace.journal.memory.MemoryLog;
import io.millrace.model.context.ContextChange;
import io.millrace.model.context.ContextChangeCodec;
import io.millrace.model.id.SourceId;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import io.millrace.pipeline.context.ContextFollower;
import io.millrace.pipeline.context.DecodeContext;
import io.millrace.pipeline.context.SourcePolicy;
import io.millrace.pipeline.decode.BlockDecoder;
import io.millrace.pipeline.decode.DecodeSettings;
import io.millrace.pipeline.decode.DecodedItem;
import io.millrace.pipeline.decode.DecodedPart;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * The past of the demo plant, from its own generator through decoding into history, and what it
 * takes on disk: chunks, statistics, keys and indexes of all points, without the content of
 * waveforms, which is beside history.
 */
public final class DemoPlantBenchmark implements Benchmark {
  private static final long SEED = 1;
  private static final long ANCHOR_MS = 1_795_161_600_000L;
  private static final int DAYS = 30;
  private static final int QUICK_DAYS = 3;
  private static final double GOAL_BYTES_PER_SAMPLE = 2.0;

  @Override
  public String name() {
    return "history-demo-plant";
  }

  @Override
  public String description() {
    return "30 days of the demo plant: bytes on disk per sample";
  }

  @Override
  public List<Measurement> run(BenchContext context) throws Exception {
    DemoPast past = new DemoPast(SEED, ANCHOR_MS, context.quick() ? QUICK_DAYS : DAYS);
    Path folder = context.workFolder().resolve("history");
    long stored;
    try (Decoding decoding = new Decoding(past, folder)) {
      past.sendTo(decoding::take);
      stored = decoding.finish();
    }
    long bytes = HistoryFolder.settledBytes(folder);
    // One sensor of the plant fails now and then and says so in words; such messages are refused.
    context.say(
        "%,d samples of %,d that were sent, %,d bytes".formatted(stored, past.samples(), bytes));
    return List.of(
        Measurement.of("history_bytes_per_sample", (double) bytes / stored, "bytes/sample")
            .withGoal(Goal.atMost(GOAL_BYTES_PER_SAMPLE)));
  }

  /** What stands between the plant and history. */
  private static final class Decoding implements AutoCloseable {
    private static final int PARTITION = 1;
    private static final SourceId REGISTRY = new SourceId(new UUID(0, 0));

    private final PointHandles handles = new PointHandles();
    private final MemoryJournal journal =
        new MemoryJournal(
            new MemoryLog(MemoryJournalSettings.plain()), NanoClock.system(), new Random(SEED));
    private final ContextFollower follower =
        new ContextFollower(journal, new DecodeContext(handles, SourcePolicy.DEFAULT));
    private final BlockDecoder decoder =
        new BlockDecoder(
            follower,
            handles,
            (mediaType, content) -> BlobAddress.of(content).toString(),
            DecodeSettings.DEFAULTS);
    private final HistoryFolder history;
    private final long contextVersion;
    private long offset;
    private long samples;

    Decoding(DemoPast past, Path folder) {
      List<ContextChange> changes = past.context();
      for (ContextChange change : changes) {
        RecordBatch batch = new RecordBatch(Lane.CONTEXT);
        batch.add(
            new Origin(REGISTRY, "bench", 0, "registry"),
            new io.millrace.journal.Channel("context", ContextChangeCodec.CONTENT_TYPE),
            ANCHOR_MS * Times.MS,
            0,
            ContextChangeCodec.encode(change));
        journal.append(batch).join();
      }
      contextVersion = changes.size();
      history = new HistoryFolder(folder, handles, follower.context().traits());
    }

    void take(Channel channel, Message message) throws InterruptedException {
      BlockBuilder builder = new BlockBuilder(PARTITION, Lane.BULK, contextVersion);
      builder.add(
          offset++,
          new Origin(DemoPast.source(channel), "bench", 0, "http"),
          new io.millrace.journal.Channel(message.topic(), message.contentType()),
          ANCHOR_MS * Times.MS,
          0,
          message.payload(),
          0,
          message.payload().length,
          Map.of());
      Block block = builder.build();
      if (!(decoder.decode(block) instanceof DecodedItem.Messages messages)) {
        throw new IllegalStateException("A message was taken for something else.");
      }
      int source = history.sourceHandle(DemoPast.source(channel));
      for (DecodedPart part : messages.parts()) {
        samples += part.samples().size();
        history.write(part.samples(), SourceSpans.of(source, part.samples().size()));
      }
    }

    /** How many samples history has. */
    long finish() {
      history.checkpoint();
      return samples;
    }

    @Override
    public void close() {
      decoder.close();
      follower.close();
      journal.close();
      history.close();
    }
  }
}
