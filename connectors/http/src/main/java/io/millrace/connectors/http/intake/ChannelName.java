package io.millrace.connectors.http.intake;

import io.millrace.connectors.http.error.IntakeError;
import io.millrace.connectors.http.error.IntakeException;

/**
 * Names of channels: those that are MQTT topic names too (MQTT 5.0, 4.7), so that data that came by
 * HTTP can be subscribed to.
 */
final class ChannelName {
  private static final int MAX_LENGTH = 512;

  private ChannelName() {}

  /**
   * The name, if it is one.
   *
   * @throws IntakeException with {@link IntakeError#INGEST_CHANNEL_INVALID}
   */
  static String check(String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      throw invalid("has 1 to " + MAX_LENGTH + " characters");
    }
    if (name.charAt(0) == '$') {
      throw invalid("does not begin with '$'");
    }
    if (name.chars().anyMatch(c -> c == '+' || c == '#')) {
      throw invalid("has no '+' and no '#', which are wildcards");
    }
    if (name.chars().anyMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c))) {
      throw invalid("has no control characters and none beyond the basic plane of Unicode");
    }
    return name;
  }

  private static IntakeException invalid(String rule) {
    return new IntakeException(
        IntakeError.INGEST_CHANNEL_INVALID, "The name of a channel " + rule + ".");
  }
}
