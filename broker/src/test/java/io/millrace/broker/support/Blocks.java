package io.millrace.broker.support;

import io.millrace.journal.Block;
import io.millrace.journal.BlockBuilder;
import io.millrace.journal.Channel;
import io.millrace.journal.Lane;
import io.millrace.journal.Origin;
import io.millrace.journal.RecordBatch;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Builds blocks of the live lane for tests of what folds them. */
public final class Blocks {
  private final RecordBatch batch = new RecordBatch(Lane.LIVE);
  private final Origin origin;
  private long timeNs = 1;

  /** Records that came by MQTT. */
  public Blocks() {
    this("mqtt/5");
  }

  /** Records of a protocol. */
  public Blocks(String protocol) {
    origin = new Origin(TestIdentities.source("all"), "token:all", 1, protocol);
  }

  /** From now on records have this time. */
  public Blocks at(long newTimeNs) {
    timeNs = newTimeNs;
    return this;
  }

  /** Adds a record over connection 1. */
  public Blocks message(String topic, int flags, String payload) {
    return record(origin, topic, flags, payload.getBytes(StandardCharsets.UTF_8));
  }

  /** Adds a record over connection 1 with attributes. */
  public Blocks message(String topic, int flags, String payload, Map<String, String> attributes) {
    message(topic, flags, payload);
    batch.attributesOfLast(attributes);
    return this;
  }

  /** Adds a record. */
  public Blocks record(Origin from, String topic, int flags, byte[] payload) {
    batch.add(from, new Channel(topic, ""), timeNs, flags, payload);
    return this;
  }

  /** The block. */
  public Block build() {
    BlockBuilder builder = new BlockBuilder(0, Lane.LIVE, 0);
    for (int i = 0; i < batch.size(); i++) {
      builder.add(i, batch, i);
    }
    return builder.build();
  }
}
