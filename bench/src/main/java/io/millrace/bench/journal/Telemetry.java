package io.millrace.bench.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.journal.Channel;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordBatch;
import io.millrace.model.id.SourceId;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Messages as machines send them: about 120 bytes of JSON with two values that change from message
 * to message. Made before measuring, so that only the journal's work is measured.
 */
final class Telemetry {
  /** Connections, each with an origin of its own. */
  static final int ORIGINS = 50;

  private static final int CHANNELS_PER_ORIGIN = 4;
  private static final long BEGIN_NS = 1_800_000_000_000_000_000L;

  private final SplittableRandom random;
  private final Origin[] origins = new Origin[ORIGINS];
  private final Channel[] channels = new Channel[ORIGINS * CHANNELS_PER_ORIGIN];
  private long messages;

  Telemetry(long seed) {
    random = new SplittableRandom(seed);
    for (int o = 0; o < ORIGINS; o++) {
      SourceId source = new SourceId(new UUID(seed, o));
      origins[o] = new Origin(source, "machine-" + o, o, "mqtt");
    }
    for (int c = 0; c < channels.length; c++) {
      channels[c] = new Channel("plant/line" + c % 7 + "/machine" + c, "application/json");
    }
  }

  /** A batch of the live lane, as one turn of a front's event loop hands it over. */
  RecordBatch batch(int records) {
    RecordBatch batch = new RecordBatch(Lane.LIVE, records, records * 128);
    for (int i = 0; i < records; i++) {
      int origin = random.nextInt(ORIGINS);
      int channel = origin * CHANNELS_PER_ORIGIN + random.nextInt(CHANNELS_PER_ORIGIN);
      batch.add(origins[origin], channels[channel], BEGIN_NS + 4_000 * messages, 1, payload());
    }
    return batch;
  }

  private byte[] payload() {
    messages++;
    return String.format(
            Locale.ROOT,
            "{\"ts\":%d,\"seq\":%d,\"values\":{\"temperature\":%.2f,\"vibration\":%.4f},"
                + "\"state\":\"running\",\"shift\":\"early\"}",
            BEGIN_NS / 1_000_000 + messages,
            messages,
            60 + 20 * random.nextDouble(),
            random.nextDouble())
        .getBytes(UTF_8);
  }
}
