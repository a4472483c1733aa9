package io.millrace.web.stream;

/** What a stream tells. */
public enum Topic {
  /** Latest values of the chosen points. */
  VALUES,
  /** Whether sources are there. */
  SOURCES,
  /** Journal, readers and quarantine. */
  SYSTEM,
  /** Uploads and other work that takes its time. */
  JOBS
}
