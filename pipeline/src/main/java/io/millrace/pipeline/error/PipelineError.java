package io.millrace.pipeline.error;

import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;

/** What can go wrong in the pipeline, payloads apart. */
public enum PipelineError implements ErrorCode {
  /** A block names a configuration version that the context lane does not have. */
  CONTEXT_MISSING(ErrorCategory.UNAVAILABLE),
  /** A reader's stored state is not in a form that this version reads. */
  PIPELINE_STATE_UNREADABLE(ErrorCategory.DAMAGED),
  /** There is no such message in quarantine. */
  QUARANTINE_ENTRY_UNKNOWN(ErrorCategory.NOT_FOUND),
  /** The message in quarantine was retried or discarded already. */
  QUARANTINE_ENTRY_RESOLVED(ErrorCategory.CONFLICT),
  /** There is no such re-decoding. */
  REDECODING_UNKNOWN(ErrorCategory.NOT_FOUND),
  /** Another re-decoding of the source is running, or this one is not in the state for it. */
  REDECODING_BUSY(ErrorCategory.CONFLICT),
  /** What a re-decoding is asked to do makes no sense. */
  REDECODING_INVALID(ErrorCategory.INVALID),
  /** More subscribers to live values than the limit allows. */
  LIVE_SUBSCRIBERS_EXHAUSTED(ErrorCategory.TRY_LATER),
  /** An uploaded file cannot be understood as a whole. */
  UPLOAD_UNREADABLE(ErrorCategory.INVALID);

  private final ErrorCategory category;

  PipelineError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
