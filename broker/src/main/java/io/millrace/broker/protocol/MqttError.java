package io.millrace.broker.protocol;

import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;

/** What can go wrong in the MQTT front, with the reason code that tells the client. */
public enum MqttError implements ErrorCode {
  /** The bytes are not a control packet [MQTT-4.13.1-1]. */
  MQTT_MALFORMED_PACKET(ErrorCategory.INVALID, ReasonCode.MALFORMED_PACKET),
  /** The packet is well formed, but not allowed here or now. */
  MQTT_PROTOCOL_ERROR(ErrorCategory.INVALID, ReasonCode.PROTOCOL_ERROR),
  /** The client speaks a version that we do not. */
  MQTT_VERSION_UNSUPPORTED(ErrorCategory.UNSUPPORTED, ReasonCode.UNSUPPORTED_PROTOCOL_VERSION),
  /** The packet is larger than the limit that CONNACK stated. */
  MQTT_PACKET_TOO_LARGE(ErrorCategory.TOO_LARGE, ReasonCode.PACKET_TOO_LARGE),
  /** A topic name breaks the rules of 4.7 or a stated limit. */
  MQTT_TOPIC_NAME_INVALID(ErrorCategory.INVALID, ReasonCode.TOPIC_NAME_INVALID),
  /** A topic filter breaks the rules of 4.7 or a stated limit. */
  MQTT_TOPIC_FILTER_INVALID(ErrorCategory.INVALID, ReasonCode.TOPIC_FILTER_INVALID),
  /** A topic alias is 0, above the stated maximum, or not set yet. */
  MQTT_TOPIC_ALIAS_INVALID(ErrorCategory.INVALID, ReasonCode.TOPIC_ALIAS_INVALID),
  /** More messages are in flight than CONNACK allowed. */
  MQTT_RECEIVE_MAXIMUM_EXCEEDED(ErrorCategory.INVALID, ReasonCode.RECEIVE_MAXIMUM_EXCEEDED),
  /** A limit on what one client may hold or send is met. */
  MQTT_QUOTA_EXCEEDED(ErrorCategory.TRY_LATER, ReasonCode.QUOTA_EXCEEDED),
  /** The principal may not publish there. */
  MQTT_NOT_AUTHORIZED(ErrorCategory.FORBIDDEN, ReasonCode.NOT_AUTHORIZED),
  /** The server can't listen on the configured address. */
  MQTT_LISTENER_FAILED(ErrorCategory.UNAVAILABLE, ReasonCode.SERVER_UNAVAILABLE),
  /** Stored session state or a retained message is not in a form that this version writes. */
  MQTT_STATE_DAMAGED(ErrorCategory.DAMAGED, ReasonCode.SERVER_UNAVAILABLE);

  private final ErrorCategory category;
  private final ReasonCode reason;

  MqttError(ErrorCategory category, ReasonCode reason) {
    this.category = category;
    this.reason = reason;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }

  /** What MQTT 5 clients are told. */
  public ReasonCode reason() {
    return reason;
  }
}
