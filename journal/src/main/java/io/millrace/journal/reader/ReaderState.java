package io.millrace.journal.reader;

/** What a reader is doing. */
public enum ReaderState {
  /** It has not restored its state yet. */
  STARTING,
  /** It reads, or waits for something to read. */
  RUNNING,
  /** It failed and will try again. */
  RETRYING,
  /** It failed too often and waits for a person; others are unaffected. */
  FAILED,
  /** It was asked to stop, or the journal was closed. */
  STOPPED
}
