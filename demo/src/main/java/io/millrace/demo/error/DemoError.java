package io.millrace.demo.error;

/** What can go wrong with the demo plant. */
public enum DemoError {
  /** A setting or the credentials file cannot be used. */
  SETTINGS_INVALID,
  /** The state file cannot be read or written. */
  STATE_UNUSABLE,
  /** The server does not know a gateway's token. */
  CREDENTIALS_REFUSED,
  /** The server answers in a way that it must not. */
  PROTOCOL_VIOLATED,
  /** The server refuses a message for good. */
  MESSAGE_REFUSED,
  /** The control port cannot be used. */
  CONTROL_UNAVAILABLE
}
