package io.millrace.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.journal.Block;
import io.millrace.journal.BlockReader;
import io.millrace.journal.Channel;
import io.millrace.journal.Cursor;
import io.millrace.journal.JournalItem;
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
import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.context.ContextChangeCodec;
import io.millrace.model.context.RelayMark;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.id.UserId;
import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.PointHandles;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import io.millrace.pipeline.context.ContextFollower;
import io.millrace.pipeline.context.DecodeContext;
import io.millrace.pipeline.decode.BlobSink;
import io.millrace.pipeline.decode.BlockDecoder;
import io.millrace.pipeline.decode.DecodeSettings;
import io.millrace.pipeline.decode.DecodedItem;
import io.millrace.pipeline.decode.DecodedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;

/** A journal in memory with a few sources, and what decoding makes of it. For tests. */
public final class Plant implements AutoCloseable {
  /** When most messages of the tests arrive: 2026-11-20T08:00:00Z. */
  public static final long NOW = 1_795_161_600L * Times.SECOND;

  public static final SourceId PRESS = new SourceId(new UUID(7, 1));
  public static final SourceId OVEN = new SourceId(new UUID(7, 2));
  public static final UserId ANNA = new UserId(new UUID(9, 1));

  public final MemoryLog log;
  public final MemoryJournal journal;
  public final PointHandles handles = new PointHandles();
  public final DecodeContext context;
  public final ContextFollower follower;
  public final Map<String, byte[]> blobs = new TreeMap<>();
  public final BlobSink blobSink =
      (mediaType, content) -> {
        String address = "blob-" + new String(content, UTF_8).hashCode();
        blobs.put(address, content);
        return address;
      };
  public final BlockDecoder decoder;
  private final DecodeSettings settings;
  private final Map<SourceId, Origin> origins = new TreeMap<>();
  private Cursor end = Cursor.START;

  public Plant() {
    this(DecodeSettings.DEFAULTS, MemoryJournalSettings.plain());
  }

  public Plant(DecodeSettings settings, MemoryJournalSettings journalSettings) {
    this.settings = settings;
    log = new MemoryLog(journalSettings);
    journal = new MemoryJournal(log, NanoClock.system(), new Random(1));
    context = new DecodeContext(handles, settings.undefinedSource());
    follower = new ContextFollower(journal, context);
    decoder = newDecoder();
  }

  /** Another decoder of the same journal, as a reader that lags has one. */
  public BlockDecoder newDecoder() {
    return new BlockDecoder(follower, handles, blobSink, settings);
  }

  /** Where the journal ends. */
  public Cursor end() {
    return end;
  }

  /** Appends a context change and gives the version that has it. */
  public long change(ContextChange change) {
    return appendContext(ContextChangeCodec.encode(change), Map.of());
  }

  /** Appends a context change as a relay does. */
  public long relay(RelayMark mark, ContextChange change) {
    return appendContext(ContextChangeCodec.encode(change), mark.toAttributes());
  }

  /** Appends a record to the context lane. */
  public long appendContext(byte[] payload, Map<String, String> attributes) {
    RecordBatch batch = new RecordBatch(Lane.CONTEXT);
    batch.add(
        new Origin(new SourceId(new UUID(0, 0)), "registry", 0, "registry"),
        new Channel("context", ContextChangeCodec.CONTENT_TYPE),
        NOW,
        0,
        payload);
    if (!attributes.isEmpty()) {
      batch.attributesOfLast(attributes);
    }
    end = journal.append(batch).join();
    return end.next(journal.partitions(Lane.CONTEXT).getFirst());
  }

  /** Defines a source. */
  public long source(SourceId source, UnknownPoints unknown, int maxUnmapped) {
    return change(
        new SourceDefined(source, "name", unknown, maxUnmapped, 10 * Times.SECOND, 0, false));
  }

  /** Defines a point of a kind and binds it to an address for all times. */
  public PointId bind(SourceId source, String channel, String path, ValueKind kind) {
    PointId point = new PointId(UUID.nameUUIDFromBytes((channel + "|" + path).getBytes(UTF_8)));
    change(new PointDefined(point, PointTraits.undefined(kind)));
    change(new PointBound(source, channel, path, point, Long.MIN_VALUE, 1, 0));
    return point;
  }

  /** The origin of a source's messages. */
  public Origin origin(SourceId source) {
    return origins.computeIfAbsent(source, s -> new Origin(s, "token:test", 1, "mqtt/5"));
  }

  /** Appends a live message. */
  public Cursor send(SourceId source, String channel, String payload) {
    return send(Lane.LIVE, source, channel, payload, NOW);
  }

  public Cursor send(
      Lane lane, SourceId source, String channel, String payload, long receiveTimeNs) {
    return send(
        lane,
        source,
        new Channel(channel, ""),
        payload.getBytes(UTF_8),
        receiveTimeNs,
        0,
        Map.of());
  }

  public Cursor send(
      Lane lane,
      SourceId source,
      Channel channel,
      byte[] payload,
      long receiveTimeNs,
      int flags,
      Map<String, String> attributes) {
    RecordBatch batch = new RecordBatch(lane);
    batch.add(origin(source), channel, receiveTimeNs, flags, payload);
    if (!attributes.isEmpty()) {
      batch.attributesOfLast(attributes);
    }
    Cursor covered = journal.append(batch).join();
    for (int p : journal.partitions(lane)) {
      end = end.with(p, Math.max(end.next(p), covered.next(p)));
    }
    return covered;
  }

  /** All blocks of the lanes, from the start. */
  public List<Block> blocks(Lane... lanes) {
    List<Integer> partitions = new ArrayList<>();
    for (Lane lane : lanes) {
      partitions.addAll(journal.partitions(lane));
    }
    List<Block> blocks = new ArrayList<>();
    try (BlockReader reader = journal.read(partitions, Cursor.START, RecordFilter.ALL)) {
      for (JournalItem item = reader.poll(); item != null; item = reader.poll()) {
        blocks.add((Block) item);
      }
    }
    return blocks;
  }

  /** Decodes all live messages. */
  public List<DecodedPart> decodeLive() {
    return decode(Lane.LIVE);
  }

  /** Decodes all messages of a lane. */
  public List<DecodedPart> decode(Lane lane) {
    List<DecodedPart> parts = new ArrayList<>();
    for (Block block : blocks(lane)) {
      parts.addAll(decode(decoder, block).parts());
    }
    return parts;
  }

  public static DecodedItem.Messages decode(BlockDecoder decoder, Block block) {
    try {
      return (DecodedItem.Messages) decoder.decode(block);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Decodes the newest live message alone. */
  public DecodedPart decodeLast() {
    return decodeLive().getLast();
  }

  /** All samples as text: {@code point=value}, {@code @} seconds after {@link #NOW}, quality. */
  public List<String> lines(DecodedPart part) {
    SampleBatch samples = part.samples();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < samples.size(); i++) {
      lines.add(
          handles.pointOf(samples.point(i)).toString().substring(0, 8)
              + "="
              + text(samples, i)
              + "@"
              + (samples.timeNs(i) - NOW) / Times.SECOND
              + (Quality.isGood(samples.quality(i))
                  ? ""
                  : "!" + Integer.toHexString(samples.quality(i))));
    }
    return lines;
  }

  /** The values of all samples, as text. */
  public List<String> values(DecodedPart part) {
    List<String> values = new ArrayList<>();
    for (int i = 0; i < part.samples().size(); i++) {
      values.add(text(part.samples(), i));
    }
    return values;
  }

  private static String text(SampleBatch samples, int i) {
    ValueKind kind = samples.kind(i);
    return switch (kind) {
      case BOOLEAN -> String.valueOf(samples.bits(i) == 1);
      case INT64 -> String.valueOf(samples.bits(i));
      case ENUMERATION -> "#" + samples.bits(i);
      case UINT64 -> Long.toUnsignedString(samples.bits(i)) + "u";
      case DOUBLE -> String.valueOf(Double.longBitsToDouble(samples.bits(i)));
      case TEXT, RECORD -> samples.text(i);
    };
  }

  @Override
  public void close() {
    decoder.close();
    follower.close();
    journal.close();
  }
}
