package io.millrace.app.error;

import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;

/** What can go wrong between the command line and a running server. */
public enum AppError implements ErrorCode {
  /**
   * The configuration has an unknown key, a wrong value, or settings that contradict each other.
   */
  CONFIG_INVALID(ErrorCategory.INVALID),
  /** The configuration file cannot be read or written. */
  CONFIG_UNREADABLE(ErrorCategory.INVALID),
  /** Another process holds the data folder. */
  DATA_FOLDER_IN_USE(ErrorCategory.CONFLICT),
  /** The data folder cannot be made, read or written. */
  DATA_FOLDER_UNUSABLE(ErrorCategory.UNAVAILABLE),
  /** A process did not start, did not get ready, or did not stop within its time. */
  PROCESS_FAILED(ErrorCategory.UNAVAILABLE),
  /** The server does not answer on its health address. */
  SERVER_UNREACHABLE(ErrorCategory.UNAVAILABLE),
  /** There is nobody of that name. */
  UNKNOWN_USER(ErrorCategory.NOT_FOUND),
  /** A build without the part that was asked for. */
  NOT_IN_THIS_BUILD(ErrorCategory.UNSUPPORTED);

  private final ErrorCategory category;

  AppError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
