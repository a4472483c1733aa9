package io.millrace.web.upload;

/** What an upload is doing. */
public enum UploadState {
  /** The file is read to see what would happen. */
  CHECKING,
  /** It waits for somebody to look at that, and to start it. */
  CHECKED,
  /** It is taken in. */
  RUNNING,
  /** It was taken in. */
  DONE,
  /** It ended with an error; what came before it was taken in. */
  FAILED,
  /** Somebody stopped it; what came before that was taken in. */
  CANCELLED;

  /** Whether nothing will happen any more. */
  boolean isOver() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }
}
