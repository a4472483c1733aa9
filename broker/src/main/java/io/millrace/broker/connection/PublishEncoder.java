package io.millrace.broker.connection;

import io.millrace.broker.message.Message;
import io.millrace.broker.message.PublishWriter;
import io.millrace.broker.protocol.ProtocolVersion;
import io.millrace.model.time.NanoClock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes messages for the subscribers of an event loop: once for all that get the same bytes one
 * after the other. Confined to the loop.
 */
final class PublishEncoder {
  private final NanoClock clock;
  private final ByteBuf packet = Unpooled.buffer(1024);
  private final ByteBuf properties = Unpooled.buffer(128);
  private @Nullable Message message;
  private @Nullable ProtocolVersion version;
  private boolean retain;
  private List<Integer> subscriptionIds = List.of();

  PublishEncoder(NanoClock clock) {
    this.clock = clock;
  }

  /** The packet; valid until the next call, owned by the encoder. */
  ByteBuf encode(
      Message newMessage, ProtocolVersion newVersion, boolean newRetain, List<Integer> newIds) {
    boolean same =
        newMessage.equals(message)
            && newVersion == version
            && newRetain == retain
            && newIds.equals(subscriptionIds);
    if (!same) {
      packet.clear();
      PublishWriter.write(
          packet, properties, newVersion, newMessage, newRetain, newIds, clock.nowNs());
      message = newMessage;
      version = newVersion;
      retain = newRetain;
      subscriptionIds = newIds;
    }
    return packet;
  }

  /** Lets go of the message, which may hold a block of the journal. */
  void forget() {
    message = null;
  }
}
