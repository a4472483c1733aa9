package io.millrace.model.plant;

import io.millrace.model.id.SourceId;

/**
 * Where one value of a source is found.
 *
 * @param channel the journal's channel name: an MQTT topic, an HTTP path
 * @param path which value within the message; empty if the message is the value
 */
public record Address(SourceId source, String channel, String path) {
  private static final int MAX_CHANNEL = 1_024;
  private static final int MAX_PATH = 512;

  /**
   * @throws PlantException if the channel is missing or a part is too long
   */
  public Address {
    Fields.atMost("channel", channel, MAX_CHANNEL);
    Fields.atMost("path", path, MAX_PATH);
    if (channel.isEmpty()) {
      throw new PlantException("channel", "An address names a channel.");
    }
  }
}
