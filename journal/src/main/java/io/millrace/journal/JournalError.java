package io.millrace.journal;

import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;

/** What can go wrong in the journal. */
public enum JournalError implements ErrorCode {
  /** The queue before the writer is full, or readers that may push back lag beyond their limit. */
  JOURNAL_BUSY(ErrorCategory.TRY_LATER),
  /**
   * The disk has no room; nothing was acknowledged; appending resumes by itself when there is room.
   */
  JOURNAL_DISK_FULL(ErrorCategory.TRY_LATER),
  /** Writing or fsync failed; nothing since the last durable position was acknowledged. */
  JOURNAL_STORAGE_FAILED(ErrorCategory.UNAVAILABLE),
  /** The journal was closed. */
  JOURNAL_CLOSED(ErrorCategory.UNAVAILABLE),
  /** Another process has this journal open. */
  JOURNAL_LOCKED(ErrorCategory.CONFLICT),
  /** A record is larger than the journal's limit. */
  JOURNAL_RECORD_TOO_LARGE(ErrorCategory.TOO_LARGE),
  /** A stored block fails its checksum or is not in a form that this version reads. */
  JOURNAL_BLOCK_DAMAGED(ErrorCategory.DAMAGED),
  /** A stored cursor is not in a form that this version reads. */
  CURSOR_UNREADABLE(ErrorCategory.DAMAGED),
  /** A reader's stored state is not in a form that this version reads. */
  STATE_UNREADABLE(ErrorCategory.DAMAGED);

  private final ErrorCategory category;

  JournalError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
