package io.millrace.connectors.http.error;

import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;

/** What can go wrong on the way in, the journal and the token apart. */
public enum IntakeError implements ErrorCode {
  /** The channel in the path, or the database or bucket, cannot be the name of a channel. */
  INGEST_CHANNEL_INVALID(ErrorCategory.INVALID),
  /** The parameter {@code lane} is neither {@code live} nor {@code bulk}. */
  INGEST_LANE_UNKNOWN(ErrorCategory.INVALID),
  /** The parameter {@code precision} names no unit of time. */
  INGEST_PRECISION_UNKNOWN(ErrorCategory.INVALID),
  /** The body is empty. */
  INGEST_BODY_EMPTY(ErrorCategory.INVALID),
  /** The body is larger than the limit, before or after decompression. */
  INGEST_BODY_TOO_LARGE(ErrorCategory.TOO_LARGE),
  /** The body ended before its end, or its transfer coding is broken. */
  INGEST_BODY_INCOMPLETE(ErrorCategory.INVALID),
  /** The body comes so slowly that it would hold its place for too long. */
  INGEST_BODY_TOO_SLOW(ErrorCategory.TRY_LATER),
  /** The content coding is one that we do not read. */
  INGEST_CODING_UNSUPPORTED(ErrorCategory.UNSUPPORTED),
  /** The compressed body cannot be decompressed. */
  INGEST_CODING_DAMAGED(ErrorCategory.INVALID),
  /** The media type is one that we do not read. */
  INGEST_TYPE_UNSUPPORTED(ErrorCategory.UNSUPPORTED),
  /** The token sends more than it may. */
  INGEST_TOO_FAST(ErrorCategory.TRY_LATER),
  /** Too many requests or bytes are under way. */
  INGEST_BUSY(ErrorCategory.TRY_LATER),
  /** The journal has not said in time whether the data is durable. */
  INGEST_UNCONFIRMED(ErrorCategory.UNAVAILABLE),
  /** A query other than the one that Telegraf sends before it writes. */
  INFLUX_QUERY_UNSUPPORTED(ErrorCategory.INVALID);

  private final ErrorCategory category;

  IntakeError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
