package io.millrace.bench.pipeline;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.millrace.journal.Block;
import io.millrace.journal.BlockBuilder;
import io.millrace.journal.Channel;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.model.context.ContextChange;
import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.context.ContextChange.PointDefined;
import io.millrace.model.context.ContextChangeCodec;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.Times;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Blocks of the journal as 50 connections fill them: messages of 120 bytes with a time and two
 * values, each connection's in runs. A block is a copy of a template in which times and the
 * fractions of values are written anew, so that making one costs next to nothing.
 */
final class MessageBlocks {
  /** Messages of one block. */
  static final int MESSAGES = 2_000;

  /** Values of one message. */
  static final int VALUES = 2;

  private static final int SOURCES = 50;
  private static final int RUN = MESSAGES / SOURCES;
  private static final int BLOCK_MS = 8;
  private static final int PAYLOAD_BYTES = 120;
  private static final long START_MS = 1_795_161_600_000L;
  private static final String[] PATHS = {
    "hydraulic_oil_temperature_celsius", "main_spindle_motor_current_ampere"
  };
  private static final String TIME = "1700000000000";
  private static final String VALUE = "50.0000";
  private static final Origin REGISTRY =
      new Origin(new SourceId(new UUID(0, 0)), "registry", 0, "registry");
  private static final Channel CONTEXT = new Channel("context", ContextChangeCodec.CONTENT_TYPE);

  private final int partition;
  private final long configurationVersion;
  private final List<Origin> origins = new ArrayList<>();
  private final List<Channel> channels = new ArrayList<>();
  private final int[] originIndexes = new int[MESSAGES];
  private final int[] channelIndexes = new int[MESSAGES];
  private final int[] timeOffsetsMs = new int[MESSAGES];
  private final int[] flags = new int[MESSAGES];
  private final int[] payloadEnds = new int[MESSAGES];
  private final byte[] template;
  private final int timeAt;
  private final int[] fractionsAt = new int[VALUES];

  /**
   * Blocks of one load.
   *
   * @param channelsOfSource how many channels each of the 50 sources sends on, 1 to 40
   * @param partition of the live lane
   * @param configurationVersion how many context changes there are
   */
  MessageBlocks(int channelsOfSource, int partition, long configurationVersion) {
    this.partition = partition;
    this.configurationVersion = configurationVersion;
    String payload = payload();
    timeAt = payload.indexOf(TIME);
    fractionsAt[0] = payload.indexOf(VALUE) + 3;
    fractionsAt[1] = payload.lastIndexOf(VALUE) + 3;
    template = payload.repeat(MESSAGES).getBytes(US_ASCII);
    for (int s = 0; s < SOURCES; s++) {
      origins.add(new Origin(source(s), "token:" + s, 1, "mqtt/5"));
      for (int c = 0; c < channelsOfSource; c++) {
        channels.add(new Channel(channel(s, c), ""));
      }
    }
    int perChannel = RUN / channelsOfSource;
    for (int i = 0; i < MESSAGES; i++) {
      int s = i / RUN;
      int n = i % RUN;
      originIndexes[i] = s;
      channelIndexes[i] = s * channelsOfSource + n % channelsOfSource;
      timeOffsetsMs[i] = n / channelsOfSource * BLOCK_MS / perChannel;
      payloadEnds[i] = (i + 1) * PAYLOAD_BYTES;
    }
  }

  private static String payload() {
    String head = "{\"ts\":" + TIME + ",\"values\":{\"" + PATHS[0] + "\":" + VALUE;
    String tail = ",\"" + PATHS[1] + "\":" + VALUE + "}}";
    return head + " ".repeat(Math.max(0, PAYLOAD_BYTES - head.length() - tail.length())) + tail;
  }

  private static SourceId source(int s) {
    return new SourceId(new UUID(1, s));
  }

  private static String channel(int s, int c) {
    return String.format(Locale.ROOT, "plant/line-%d/press-%d/telemetry", s, c);
  }

  /** The context lane: every point is defined and bound. */
  static Block context(int channelsOfSource, int contextPartition) {
    BlockBuilder changes = new BlockBuilder(contextPartition, Lane.CONTEXT, 0);
    for (int s = 0; s < SOURCES; s++) {
      for (int c = 0; c < channelsOfSource; c++) {
        for (String path : PATHS) {
          PointId point =
              new PointId(UUID.nameUUIDFromBytes((channel(s, c) + path).getBytes(US_ASCII)));
          add(changes, new PointDefined(point, PointTraits.undefined(ValueKind.DOUBLE)));
          add(changes, new PointBound(source(s), channel(s, c), path, point, 0, 1, 0));
        }
      }
    }
    return changes.build();
  }

  private static void add(BlockBuilder changes, ContextChange change) {
    byte[] bytes = ContextChangeCodec.encode(change);
    changes.add(
        changes.size(),
        REGISTRY,
        CONTEXT,
        START_MS * Times.MS,
        0,
        bytes,
        0,
        bytes.length,
        Map.of());
  }

  /** Block {@code number}; its first record has the offset {@code number * MESSAGES}. */
  Block block(long number) {
    byte[] payloads = template.clone();
    long blockMs = START_MS + number * BLOCK_MS;
    Random noise = new Random(number);
    for (int i = 0; i < MESSAGES; i++) {
      int at = i * PAYLOAD_BYTES;
      digits(payloads, at + timeAt, TIME.length(), blockMs + timeOffsetsMs[i]);
      int random = noise.nextInt();
      digits(payloads, at + fractionsAt[0], 4, random & 0x1fff);
      digits(payloads, at + fractionsAt[1], 4, random >>> 13 & 0x1fff);
    }
    long[] receiveTimes = new long[MESSAGES];
    Arrays.fill(receiveTimes, (blockMs + BLOCK_MS) * Times.MS);
    return new Block(
        partition,
        Lane.LIVE,
        number * MESSAGES,
        configurationVersion,
        origins,
        channels,
        MESSAGES,
        originIndexes,
        channelIndexes,
        receiveTimes,
        flags,
        payloadEnds,
        payloads,
        Map.of());
  }

  private static void digits(byte[] out, int at, int count, long value) {
    long rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      out[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }
}
