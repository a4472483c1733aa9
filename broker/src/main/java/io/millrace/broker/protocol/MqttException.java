package io.millrace.broker.protocol;

import io.millrace.model.error.MillraceException;
import org.jspecify.annotations.Nullable;

/** The MQTT front refused or failed. */
public final class MqttException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final transient MqttError error;

  public MqttException(MqttError error, String message) {
    this(error, message, null);
  }

  public MqttException(MqttError error, String message, @Nullable Throwable cause) {
    super(error, message, cause);
    this.error = error;
  }

  /** What went wrong, as this domain names it. */
  public MqttError error() {
    return error;
  }
}
