package io.millrace.broker.access;

/** The answer to credentials. */
public sealed interface Admission {
  /** The client may connect. */
  record Granted(Identity identity) implements Admission {}

  /** The credential is unknown, wrong, expired or revoked. */
  record BadCredentials() implements Admission {}

  /** The principal is known and may not use MQTT. */
  record Forbidden() implements Admission {}

  /** Too many attempts, or no answer now: the client may try again later. */
  record TryLater() implements Admission {}
}
