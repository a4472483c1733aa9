package io.millrace.broker.retained;

import io.millrace.broker.codec.MessageProperties;
import io.millrace.broker.codec.UserProperty;
import io.millrace.broker.message.Message;
import io.millrace.broker.state.StateInput;
import io.millrace.broker.state.StateOutput;
import java.util.ArrayList;
import java.util.List;

/** The stored form of a retained message; its topic is the key. See {@code docs/mqtt.md}. */
final class RetainedCodec {
  private static final int FORM = 1;

  private RetainedCodec() {}

  static byte[] encode(Message message) {
    MessageProperties properties = message.properties();
    StateOutput out =
        new StateOutput(FORM)
            .bigNumber(message.receiveTimeNs())
            .flag(properties.utf8Payload())
            .bigNumber(properties.expiryS())
            .text(properties.contentType())
            .text(properties.responseTopic())
            .bytes(properties.correlationData())
            .number(properties.userProperties().size());
    for (UserProperty property : properties.userProperties()) {
      out.text(property.name()).text(property.value());
    }
    return out.bytes(message.bytes(), message.payloadFrom(), message.payloadLength()).toBytes();
  }

  static Message decode(String topic, byte[] stored) {
    StateInput in = new StateInput(stored, FORM);
    long receiveTimeNs = in.bigNumber();
    boolean utf8Payload = in.flag();
    long expiryS = in.bigNumber();
    String contentType = in.text();
    String responseTopic = in.textOrNull();
    byte[] correlationData = in.bytesOrNull();
    List<UserProperty> userProperties = new ArrayList<>();
    for (int left = in.count(); left > 0; left--) {
      userProperties.add(new UserProperty(in.text(), in.text()));
    }
    byte[] payload = in.bytes();
    in.end();
    MessageProperties properties =
        new MessageProperties(
            utf8Payload,
            expiryS,
            contentType,
            responseTopic,
            correlationData,
            List.copyOf(userProperties));
    return new Message(topic, payload, 0, payload.length, true, receiveTimeNs, 0, properties);
  }
}
