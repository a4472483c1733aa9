package io.millrace.demo.plant;

import java.util.List;

/**
 * Points that are sent together.
 *
 * @param gateway key of the gateway that sends them
 * @param asset key of the asset that they belong to
 * @param topic MQTT topic, or measurement for line protocol
 * @param payload what the messages look like
 * @param emission when they are sent
 * @param points in the order in which they are sent
 */
public record Channel(
    String gateway,
    String asset,
    String topic,
    Payload payload,
    Emission emission,
    List<Point> points) {
  public Channel {
    points = List.copyOf(points);
  }
}
