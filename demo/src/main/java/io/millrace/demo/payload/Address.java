package io.millrace.demo.payload;

import io.millrace.demo.plant.Channel;
import io.millrace.demo.plant.Point;

/**
 * Where Millrace finds a point's values: the same for live and past data.
 *
 * @param channel MQTT topic or HTTP channel
 * @param path which value within the message; empty if the message is the value
 */
public record Address(String channel, String path) {
  /** What all lines that are written over HTTP come under. */
  public static final String LINE_CHANNEL = "api/v2/write";

  /** The measurement of the energy meters. */
  static final String MEASUREMENT = "meter";

  /** The address of a point of a channel. */
  public static Address of(Channel channel, Point point) {
    return switch (channel.payload()) {
      case VALUES, VALUES_ARRAY, MILLRACE -> new Address(channel.topic(), point.key());
      case PLAIN -> new Address(channel.topic() + "/" + point.key(), "");
      case SENML -> new Address(channel.topic(), senmlName(channel) + point.key());
      case LINE_PROTOCOL ->
          new Address(LINE_CHANNEL, MEASUREMENT + ",id=" + channel.asset() + "." + point.key());
    };
  }

  /** The base name of SenML messages. */
  static String senmlName(Channel channel) {
    return channel.asset() + "/";
  }
}
