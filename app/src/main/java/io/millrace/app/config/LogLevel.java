package io.millrace.app.config;

/** How much is logged; each includes the ones before it. */
public enum LogLevel {
  /** Something failed and needs a person. */
  ERROR,
  /** Something is not as it should be and may need one. */
  WARN,
  /** What the server does, in a few lines a day. */
  INFO,
  /** Details for hunting a defect. */
  DEBUG
}
