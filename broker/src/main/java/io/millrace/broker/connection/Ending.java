package io.millrace.broker.connection;

import io.millrace.broker.protocol.MqttException;
import io.millrace.broker.protocol.ReasonCode;

/**
 * Why a connection ends.
 *
 * @param reason for an MQTT 5 client
 * @param sentence for a person; no secret
 * @param publishWill whether a will is published [MQTT-3.1.2-8]
 * @param byClient whether the client ended it, so that there is nobody to tell
 */
public record Ending(ReasonCode reason, String sentence, boolean publishWill, boolean byClient) {
  /** The client sent DISCONNECT. */
  static Ending disconnected(boolean publishWill) {
    return new Ending(ReasonCode.SUCCESS, "The client disconnected.", publishWill, true);
  }

  /** The network connection ended without DISCONNECT. */
  static Ending lost() {
    return new Ending(ReasonCode.UNSPECIFIED_ERROR, "The network connection was lost.", true, true);
  }

  /** What the client sent can't be taken. */
  static Ending refused(MqttException why) {
    return new Ending(why.error().reason(), String.valueOf(why.getMessage()), true, false);
  }

  /** The server ends it. */
  static Ending byServer(ReasonCode reason, String sentence) {
    return new Ending(reason, sentence, true, false);
  }
}
