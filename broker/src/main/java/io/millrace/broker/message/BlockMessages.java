package io.millrace.broker.message;

import io.millrace.broker.protocol.ProtocolVersion;
import io.millrace.journal.Block;
import io.millrace.journal.Channel;
import io.millrace.journal.Origin;
import io.millrace.model.record.MqttFlags;
import io.millrace.model.record.RecordKind;

/** Finds the MQTT messages in a block of the journal. */
public final class BlockMessages {
  private BlockMessages() {}

  /** Whether the origin's records came by MQTT; other protocols' channels are no topics. */
  public static boolean isMqtt(Origin origin) {
    return origin.protocol().startsWith(ProtocolVersion.PROTOCOL_PREFIX);
  }

  /** Whether record {@code i} is a message that came by MQTT. */
  public static boolean isMessage(Block block, int i) {
    return RecordKind.isMessage(block.flags(i))
        && isMqtt(block.origins().get(block.originIndex(i)));
  }

  /** Record {@code i}, which is a message, sharing the block's bytes. */
  public static Message message(Block block, int i) {
    Channel channel = block.channels().get(block.channelIndex(i));
    return new Message(
        channel.name(),
        block.payloads(),
        block.payloadStart(i),
        block.payloadEnd(i),
        MqttFlags.retain(block.flags(i)),
        block.receiveTimeNs(i),
        block.origins().get(block.originIndex(i)).connectionEpoch(),
        MessageAttributes.properties(block.attributes(i), channel.contentType()));
  }
}
