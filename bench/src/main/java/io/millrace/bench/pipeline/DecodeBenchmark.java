package io.millrace.bench.pipeline;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Channel;
import io.millrace.journal.Cursor;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.RecordFilter;
import io.millrace.journal.memory.MemoryJournal;
import io.millrace.journal.memory.MemoryJournalSettings;
import io.millrace.journal.memory.MemoryLog;
import io.millrace.model.context.ContextChange;
import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.context.ContextChange.PointDefined;
import io.millrace.model.context.ContextChangeCodec;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import io.millrace.pipeline.context.ContextFollower;
import io.millrace.pipeline.context.DecodeContext;
import io.millrace.pipeline.context.SourcePolicy;
import io.millrace.pipeline.decode.BlockDecoder;
import io.millrace.pipeline.decode.DecodeSettings;
import io.millrace.pipeline.decode.DecodedItem;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Decoding blocks, on one thread: from payload bytes to samples of bound points, addresses looked
 * up. Beside it, on the same bytes, Jackson's streaming parser, which only parses.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecodeBenchmark {
  private static final int MESSAGES = 1_000;
  private static final int SERIES_VALUES = 100_000;
  private static final int LINE_VALUES = 10_000;
  private static final long NOW_NS = 1_795_161_600L * Times.SECOND;

  private final Random random = new Random(1);
  private final PointHandles handles = new PointHandles();
  private final MemoryJournal journal =
      new MemoryJournal(
          new MemoryLog(MemoryJournalSettings.plain()), NanoClock.system(), new Random(1));
  private final ContextFollower follower =
      new ContextFollower(journal, new DecodeContext(handles, SourcePolicy.DEFAULT));
  private final BlockDecoder decoder =
      new BlockDecoder(follower, handles, (type, bytes) -> type, DecodeSettings.DEFAULTS);
  private final JsonFactory jackson = new JsonFactory();

  private Block twoValues = emptyUntilSetup();
  private Block series = twoValues;
  private Block lines = twoValues;

  private Block emptyUntilSetup() {
    return block(Map.of(), "{}");
  }

  /** Fills the journal. */
  @Setup
  public void setup() {
    for (int i = 0; i < 50; i++) {
      for (String path : new String[] {"temperature", "vibration"}) {
        bind("plant/line-1/press-" + i, path);
      }
    }
    twoValues = twoValueBlock();
    series = block(Map.of(), seriesPayload());
    lines = block(Map.of("format", "influx-line"), linePayload());
  }

  /** Frees the journal. */
  @TearDown
  public void tearDown() {
    decoder.close();
    follower.close();
    journal.close();
  }

  /** One operation is one message of about 120 bytes with two values. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public DecodedItem twoValueJson() throws InterruptedException {
    return decoder.decode(twoValues);
  }

  /** One operation is one message of the same block, parsed by Jackson and not looked up. */
  @Benchmark
  @OperationsPerInvocation(MESSAGES)
  public void twoValueJsonJackson(Blackhole sink) {
    for (int i = 0; i < twoValues.size(); i++) {
      int from = twoValues.payloadStart(i);
      try (JsonParser parser =
          jackson.createParser(
              ObjectReadContext.empty(),
              twoValues.payloads(),
              from,
              twoValues.payloadEnd(i) - from)) {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          switch (token) {
            case PROPERTY_NAME -> sink.consume(parser.currentName());
            case VALUE_NUMBER_FLOAT -> sink.consume(parser.getDoubleValue());
            case VALUE_NUMBER_INT -> sink.consume(parser.getLongValue());
            case VALUE_STRING -> sink.consume(parser.getString());
            default -> {}
          }
        }
      }
    }
  }

  /** One operation is one value of a series. */
  @Benchmark
  @OperationsPerInvocation(SERIES_VALUES)
  public DecodedItem columnarSeries() throws InterruptedException {
    return decoder.decode(series);
  }

  /** One operation is one field of a line. */
  @Benchmark
  @OperationsPerInvocation(LINE_VALUES)
  public DecodedItem lineProtocol() throws InterruptedException {
    return decoder.decode(lines);
  }

  private Block twoValueBlock() {
    RecordBatch batch = new RecordBatch(Lane.LIVE);
    Origin[] origins = new Origin[50];
    Channel[] channels = new Channel[50];
    for (int i = 0; i < 50; i++) {
      origins[i] = new Origin(source(), "token:bench", i, "mqtt/5");
      channels[i] = new Channel("plant/line-1/press-" + i, "");
    }
    for (int i = 0; i < MESSAGES; i++) {
      String payload =
          String.format(
              Locale.ROOT,
              "{\"ts\":%d,\"seq\":%d,\"values\":{\"temperature\":%.2f,\"vibration\":%.4f},"
                  + "\"quality\":\"good\"}",
              NOW_NS / Times.MS + i,
              100_000 + i,
              20 + random.nextDouble() * 60,
              random.nextDouble() * 8);
      batch.add(
          origins[i % 50],
          channels[i % 50],
          NOW_NS + i * Times.MS,
          1,
          (payload + " ".repeat(Math.max(0, 120 - payload.length())))
              .getBytes(StandardCharsets.UTF_8));
    }
    return append(batch);
  }

  private String seriesPayload() {
    StringBuilder json = new StringBuilder("{\"series\":[");
    for (int s = 0; s < 10; s++) {
      json.append(s == 0 ? "" : ",")
          .append("{\"path\":\"furnace.zone-")
          .append(s)
          .append("\",\"start\":1790000000000,\"step\":1000,\"values\":[");
      double value = 800;
      for (int i = 0; i < SERIES_VALUES / 10; i++) {
        value += random.nextGaussian();
        json.append(i == 0 ? "" : ",").append(Math.round(value * 10) / 10.0);
      }
      json.append("]}");
    }
    return json.append("]}").toString();
  }

  private String linePayload() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < LINE_VALUES / 4; i++) {
      lines
          .append("cpu,cpu=cpu")
          .append(i % 4)
          .append(",host=gateway-7 usage_user=")
          .append(random.nextInt(1000) / 10.0)
          .append(",usage_system=")
          .append(random.nextInt(1000) / 10.0)
          .append(",usage_idle=")
          .append(random.nextInt(1000) / 10.0)
          .append(",processes=")
          .append(random.nextInt(500))
          .append("i ")
          .append(NOW_NS + i)
          .append('\n');
    }
    return lines.toString();
  }

  private Block block(Map<String, String> attributes, String payload) {
    RecordBatch batch = new RecordBatch(Lane.BULK);
    batch.add(
        new Origin(source(), "token:bench", 0, "http"),
        new Channel("plant/bulk", ""),
        NOW_NS,
        0,
        payload.getBytes(StandardCharsets.UTF_8));
    if (!attributes.isEmpty()) {
      batch.attributesOfLast(attributes);
    }
    return append(batch);
  }

  private void bind(String channel, String path) {
    PointId point =
        new PointId(UUID.nameUUIDFromBytes((channel + path).getBytes(StandardCharsets.UTF_8)));
    change(new PointDefined(point, PointTraits.undefined(ValueKind.DOUBLE)));
    change(new PointBound(source(), channel, path, point, Long.MIN_VALUE, 1, 0));
  }

  private void change(ContextChange change) {
    RecordBatch batch = new RecordBatch(Lane.CONTEXT);
    batch.add(
        new Origin(source(), "bench", 0, "registry"),
        new Channel("context", ContextChangeCodec.CONTENT_TYPE),
        NOW_NS,
        0,
        ContextChangeCodec.encode(change));
    journal.append(batch).join();
  }

  private Block append(RecordBatch batch) {
    Cursor before = journal.durableEnd();
    journal.append(batch).join();
    try (BlockReader reader =
        journal.read(journal.partitions(batch.lane()), before, RecordFilter.ALL)) {
      return (Block) Objects.requireNonNull(reader.poll());
    }
  }

  private static SourceId source() {
    return new SourceId(new UUID(1, 1));
  }
}
