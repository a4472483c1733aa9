package io.millrace.journal.rocksdb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.millrace.journal.Block;
import io.millrace.journal.BlockBuilder;
import io.millrace.journal.Channel;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.contract.Records;
import java.util.Map;
import java.util.Random;

/** Records as a plant might send them, from a seed. */
final class RandomTraffic {
  static final long BEGIN_NS = 1_763_600_000_000_000_000L;

  private final Random random;
  private final int sources;
  private final int channelsPerSource;
  private final Origin[] origins;
  private final Channel[] channels;
  private long nowNs = BEGIN_NS;
  private int count;

  RandomTraffic(Random random, int sources, int channelsPerSource) {
    this.random = random;
    this.sources = sources;
    this.channelsPerSource = channelsPerSource;
    this.origins = new Origin[sources];
    this.channels = new Channel[sources * channelsPerSource];
    for (int s = 0; s < sources; s++) {
      origins[s] = Records.origin(s);
      for (int c = 0; c < channelsPerSource; c++) {
        channels[s * channelsPerSource + c] = Records.channel("plant/machine" + s + "/value" + c);
      }
    }
  }

  /** A batch of so many records, each with a number of its own in its payload. */
  RecordBatch batch(Lane lane, int records) {
    RecordBatch batch = new RecordBatch(lane);
    for (int i = 0; i < records; i++) {
      int s = random.nextInt(sources);
      Channel channel = channels[s * channelsPerSource + random.nextInt(channelsPerSource)];
      nowNs += random.nextInt(2_000_000);
      String payload = count++ + ":{\"value\":" + random.nextInt(1_000) + "}";
      batch.add(origins[s], channel, nowNs, random.nextInt(4), payload.getBytes(UTF_8));
      if (random.nextInt(50) == 0) {
        batch.attributesOfLast(Map.of("unit", "kN"));
      }
    }
    return batch;
  }

  /** A block of random shape: few or many sources, equal or wild times, empty or large payloads. */
  static Block block(Random random, int records) {
    BlockBuilder block = new BlockBuilder(random.nextInt(3), Lane.LIVE, random.nextInt(100_000));
    int sources = 1 + random.nextInt(5);
    int channels = 1 + random.nextInt(random.nextBoolean() ? 3 : 300);
    boolean sameTime = random.nextBoolean();
    int mostPayload = random.nextInt(5) == 0 ? 3_000 : 60;
    long offset = random.nextInt(1_000_000);
    for (int i = 0; i < records; i++) {
      byte[] payload = new byte[random.nextInt(mostPayload + 1)];
      if (random.nextBoolean()) {
        random.nextBytes(payload);
      }
      block.add(
          offset++,
          Records.origin(random.nextInt(sources)),
          Records.channel("c" + random.nextInt(channels)),
          sameTime ? BEGIN_NS : random.nextLong(),
          random.nextInt(10) == 0 ? random.nextInt() : 1,
          payload,
          0,
          payload.length,
          random.nextInt(20) == 0 ? Map.of("k" + i, "ü") : Map.of());
    }
    return block.build();
  }
}
