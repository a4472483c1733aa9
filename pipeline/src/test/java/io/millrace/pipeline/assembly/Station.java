package io.millrace.pipeline.assembly;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.history.History;
import io.millrace.history.HistorySettings;
import io.millrace.history.blob.BlobStore;
import io.millrace.history.chunk.Samples;
import io.millrace.history.query.QuerySettings;
import io.millrace.history.query.RangeRequest;
import io.millrace.history.store.rocksdb.RocksChunkStore;
import io.millrace.history.store.rocksdb.RocksStoreSettings;
import io.millrace.journal.Channel;
import io.millrace.journal.Cursor;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.reader.ReaderRuntime;
import io.millrace.journal.reader.rocksdb.RocksDbReaderStores;
import io.millrace.journal.rocksdb.RocksDbJournal;
import io.millrace.journal.rocksdb.RocksDbJournalSettings;
import io.millrace.model.context.ContextChange;
import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.context.ContextChange.PointDefined;
import io.millrace.model.context.ContextChangeCodec;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.Quality;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import io.millrace.pipeline.Plant;
import io.millrace.pipeline.SettableClock;
import io.millrace.pipeline.account.SampleFates;
import io.millrace.pipeline.context.ContextFollower;
import io.millrace.pipeline.context.DecodeContext;
import io.millrace.pipeline.context.SourcePolicy;
import io.millrace.pipeline.decode.BlobSink;
import io.millrace.pipeline.decode.Discovery;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * A server without fronts: journal, history, blobs and the pipeline over them, all in a folder, so
 * that it can be stopped and started. The wall clock of the pipeline is settable.
 */
final class Station implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final SettableClock clock = new SettableClock();
  final List<Discovery> discovered = new CopyOnWriteArrayList<>();
  private final Path folder;
  private final PipelineSettings settings;
  private Server process;

  Station(Path folder) {
    this(folder, PipelineSettings.DEFAULTS);
  }

  Station(Path folder, PipelineSettings settings) {
    RocksDB.loadLibrary();
    this.folder = folder;
    this.settings = settings;
    this.process = new Server();
  }

  /** Everything that lives as long as a process does. */
  private final class Server implements AutoCloseable {
    final LRUCache cache = new LRUCache(8 << 20);
    final WriteBufferManager memory = new WriteBufferManager(16 << 20, cache);
    final RocksDbJournal journal =
        new RocksDbJournal(
            folder.resolve("journal"),
            RocksDbJournalSettings.DEFAULT,
            cache,
            memory,
            NanoClock.system());
    final PointHandles handles = new PointHandles();
    final DecodeContext context = new DecodeContext(handles, SourcePolicy.DEFAULT);
    final ContextFollower follower = new ContextFollower(journal, context);
    final History history =
        new History(
            new RocksChunkStore(
                folder.resolve("history"), cache, memory, RocksStoreSettings.DEFAULTS),
            handles,
            context.traits(),
            HistorySettings.DEFAULTS,
            QuerySettings.DEFAULTS,
            NanoClock.system());
    final BlobStore blobs = new BlobStore(folder.resolve("blobs"), 1 << 20);
    final RocksDbReaderStores stores =
        new RocksDbReaderStores(folder.resolve("readers"), cache, memory);
    final ReaderRuntime runtime = new ReaderRuntime(journal, NanoClock.system());
    final Pipeline pipeline;

    Server() {
      try {
        pipeline =
            new Pipeline(
                new PipelineParts(
                    journal,
                    runtime,
                    stores::open,
                    follower,
                    handles,
                    history,
                    new FolderSink(blobs),
                    discovered::addAll,
                    clock),
                settings);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    public void close() {
      pipeline.close();
      runtime.close();
      follower.close();
      stores.close();
      history.close();
      journal.close();
      memory.close();
      cache.close();
    }
  }

  private record FolderSink(BlobStore blobs) implements BlobSink {
    @Override
    public String store(String mediaType, byte[] content) {
      return blobs.put(content).toString();
    }

    @Override
    public void sync() {
      blobs.sync();
    }
  }

  /** Stops and starts. */
  void restart() {
    process.close();
    process = new Server();
  }

  Pipeline pipeline() {
    return process.pipeline;
  }

  History history() {
    return process.history;
  }

  BlobStore blobs() {
    return process.blobs;
  }

  PointHandles handles() {
    return process.handles;
  }

  RocksDbJournal journal() {
    return process.journal;
  }

  /** Acknowledges a live JSON message that arrives now. */
  void send(SourceId source, String channel, String payload) {
    send(Lane.LIVE, source, new Channel(channel, ""), payload.getBytes(UTF_8), Map.of());
  }

  void send(
      Lane lane, SourceId source, Channel channel, byte[] payload, Map<String, String> attributes) {
    RecordBatch batch = new RecordBatch(lane);
    batch.add(new Origin(source, "token:test", 1, "mqtt/5"), channel, clock.nowNs(), 0, payload);
    if (!attributes.isEmpty()) {
      batch.attributesOfLast(attributes);
    }
    process.journal.append(batch).join();
  }

  /** A value with a time, {@code second} seconds after {@link Plant#NOW}. */
  void sendValue(SourceId source, String channel, String path, long second, String value) {
    long ms = Plant.NOW / Times.MS + second * 1_000;
    send(source, channel, "{\"ts\":" + ms + ",\"" + path + "\":" + value + "}");
  }

  void change(ContextChange change) {
    RecordBatch batch = new RecordBatch(Lane.CONTEXT);
    batch.add(
        new Origin(new SourceId(new UUID(0, 0)), "registry", 0, "registry"),
        new Channel("context", ContextChangeCodec.CONTENT_TYPE),
        clock.nowNs(),
        0,
        ContextChangeCodec.encode(change));
    process.journal.append(batch).join();
  }

  /** Defines a point and binds it to an address for all times. */
  PointId bind(SourceId source, String channel, String path, PointTraits traits) {
    PointId point = new PointId(UUID.nameUUIDFromBytes((channel + "|" + path).getBytes(UTF_8)));
    change(new PointDefined(point, traits));
    change(new PointBound(source, channel, path, point, Long.MIN_VALUE, 1, 0));
    return point;
  }

  /** Waits until every reader has applied what is durable now. */
  void settle() {
    try {
      Cursor end = process.journal.durableEnd();
      for (String reader :
          List.of(
              Pipeline.HISTORY,
              Pipeline.LIVE,
              Pipeline.ACCOUNTS,
              Pipeline.QUARANTINE,
              Pipeline.DISCOVERY)) {
        Cursor asked = end;
        if (reader.equals(Pipeline.LIVE)) {
          for (int p : process.journal.partitions(Lane.BULK)) {
            asked = asked.with(p, 0);
          }
        }
        if (!process.runtime.awaitApplied(reader, asked, PATIENCE)) {
          throw new AssertionError(
              reader + " does not come to " + asked + ": " + process.runtime.statistics());
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * All samples of a point, each as value, {@code @} seconds after {@link Plant#NOW}, and quality
   * if it is not good.
   */
  List<String> samples(PointId point) {
    settle();
    Samples samples =
        process
            .history
            .reader()
            .range(
                process.handles.handleOf(point),
                new RangeRequest(
                    new TimeRange(Long.MIN_VALUE / 2, Long.MAX_VALUE / 2), false, 100_000, null))
            .samples();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      lines.add(
          samples.value(i).toString().replaceAll(".*=(.*)]", "$1")
              + "@"
              + (samples.timeNs(i) - Plant.NOW) / Times.SECOND
              + (Quality.isGood(samples.quality(i))
                  ? ""
                  : "!" + Integer.toHexString(samples.quality(i))));
    }
    return lines;
  }

  /** The latest value of a point, as {@link #samples}; empty if there is none. */
  String latest(PointId point) {
    settle();
    var latest = process.pipeline.live().latest(point);
    return latest == null
        ? ""
        : latest.sample().value().toString().replaceAll(".*=(.*)]", "$1")
            + "@"
            + (latest.sample().timeNs() - Plant.NOW) / Times.SECOND;
  }

  /** What became of each source's samples. Stops and starts: history counts at checkpoints. */
  Function<SourceId, SampleFates> fates() {
    settle();
    Pipeline before = process.pipeline;
    restart();
    return source -> Objects.requireNonNull(before.history().fates(source));
  }

  @Override
  public void close() {
    process.close();
  }
}
