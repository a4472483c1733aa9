package io.millrace.journal;

/** Whether the journal takes appends. */
public enum JournalState {
  /** It takes appends. */
  OPEN,
  /** The disk has no room: appends fail, reading goes on; ends by itself. */
  DISK_FULL,
  /** Writing or fsync failed: appends fail until the journal has reopened itself. */
  STORAGE_FAILED,
  /** Closed for good. */
  CLOSED
}
