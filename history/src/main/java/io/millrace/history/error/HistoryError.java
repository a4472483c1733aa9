package io.millrace.history.error;

import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;

/** What can go wrong in history. */
public enum HistoryError implements ErrorCode {
  /** A stored chunk, page of statistics or other row fails its checksum or is not in our form. */
  HISTORY_CHUNK_DAMAGED(ErrorCategory.DAMAGED),
  /** A question asks for more buckets, samples or points at once than the stated limit. */
  HISTORY_QUERY_TOO_LARGE(ErrorCategory.TOO_LARGE),
  /** A question contradicts itself, such as bucket edges that do not ascend. */
  HISTORY_QUERY_INVALID(ErrorCategory.INVALID),
  /** The question does not fit the point's kind of value, such as the mean of texts. */
  HISTORY_KIND_MISMATCH(ErrorCategory.INVALID),
  /** A point has so many separate deleted ranges that another one cannot be remembered. */
  HISTORY_TOO_MANY_DELETIONS(ErrorCategory.CONFLICT),
  /** So much waits for a checkpoint that nothing more fits; call checkpoint, then write again. */
  HISTORY_CHECKPOINT_OVERDUE(ErrorCategory.TRY_LATER),
  /** The disk has no room; what was not made durable stays in memory and is tried again. */
  HISTORY_DISK_FULL(ErrorCategory.TRY_LATER),
  /** Reading or writing the store failed. */
  HISTORY_STORAGE_FAILED(ErrorCategory.UNAVAILABLE),
  /** Another writer has written to a point since this one began: this one is out of date. */
  HISTORY_WRITER_FENCED(ErrorCategory.CONFLICT),
  /** Another process has this history open. */
  HISTORY_LOCKED(ErrorCategory.CONFLICT),
  /** The history was closed. */
  HISTORY_CLOSED(ErrorCategory.UNAVAILABLE),
  /** No blob has the address. */
  HISTORY_BLOB_NOT_FOUND(ErrorCategory.NOT_FOUND),
  /** A blob's bytes are not those that its address stands for. */
  HISTORY_BLOB_DAMAGED(ErrorCategory.DAMAGED),
  /** A blob is larger than the limit. */
  HISTORY_BLOB_TOO_LARGE(ErrorCategory.TOO_LARGE),
  /** A frame has more, or longer, attributes than the limit. */
  HISTORY_FRAME_TOO_LARGE(ErrorCategory.TOO_LARGE);

  private final ErrorCategory category;

  HistoryError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
