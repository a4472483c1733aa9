package io.millrace.web.health;

/** Where the server is in its life. */
public enum Phase {
  /** It opens its storage and replays the journal. */
  STARTING,
  /** It serves. */
  SERVING,
  /** It writes out what is acknowledged and ends. */
  STOPPING
}
