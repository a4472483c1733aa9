package io.millrace.demo.gateway;

/** What the line of a gateway does. */
public enum UplinkState {
  /** It has not connected yet. */
  STARTING,
  CONNECTED,
  /** The line is not there: somebody pulled the plug, or the gateway is silent. */
  CUT_OFF,
  /** The server cannot be reached; it is tried again. */
  WAITING,
  /** The server does not accept the token; it is tried again now and then. */
  REFUSED,
  STOPPED
}
