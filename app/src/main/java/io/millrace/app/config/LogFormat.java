package io.millrace.app.config;

/** How a log line looks. */
public enum LogFormat {
  /** Columns for people. */
  TEXT,
  /** One JSON object per line. */
  JSON
}
