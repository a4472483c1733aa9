package io.millrace.app.config;

/** How a log line tells the time. */
public enum LogTime {
  /** With a Z. */
  UTC,
  /** With the offset of the configured zone. */
  LOCAL
}
