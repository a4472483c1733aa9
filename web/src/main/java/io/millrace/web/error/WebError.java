package io.millrace.web.error;

import io.millrace.model.error.ErrorCategory;
import io.millrace.model.error.ErrorCode;

/** What can be wrong with a request to the API, whatever it is about. */
public enum WebError implements ErrorCode {
  /** A parameter is not of its type or out of its range; the answer names it. */
  PARAMETER_INVALID(ErrorCategory.INVALID),
  /** A parameter that the route needs is not there; the answer names it. */
  PARAMETER_MISSING(ErrorCategory.INVALID),
  /** The route has no such parameter; the answer names it. A typing error must not pass unseen. */
  PARAMETER_UNKNOWN(ErrorCategory.INVALID),
  /** The body is no JSON, or not of the form that the route takes; the answer names the field. */
  BODY_INVALID(ErrorCategory.INVALID),
  /** The body is larger than the route takes. */
  BODY_TOO_LARGE(ErrorCategory.TOO_LARGE),
  /** The body has a media type that the route does not read. */
  BODY_TYPE_UNSUPPORTED(ErrorCategory.UNSUPPORTED),
  /** The path leads nowhere. */
  ROUTE_UNKNOWN(ErrorCategory.NOT_FOUND),
  /** The path exists, but not with this method. Status 405. */
  METHOD_UNSUPPORTED(ErrorCategory.INVALID),
  /** The request must say by {@code If-Match} which version it changes. Status 428. */
  VERSION_MISSING(ErrorCategory.INVALID),
  /** Somebody changed the thing since it was read. Status 412. */
  VERSION_STALE(ErrorCategory.CONFLICT),
  /** The thing does not exist, or is not for the caller to see. */
  THING_UNKNOWN(ErrorCategory.NOT_FOUND),
  /** The request contradicts the state of the thing. */
  STATE_CONFLICT(ErrorCategory.CONFLICT),
  /** The request names a host under which this server is not known. */
  HOST_UNKNOWN(ErrorCategory.FORBIDDEN),
  /** Somebody asks more often than the server lets a single caller. */
  REQUESTS_TOO_MANY(ErrorCategory.TRY_LATER),
  /** There are as many event streams as the server keeps at a time. */
  STREAMS_EXHAUSTED(ErrorCategory.TRY_LATER),
  /** The server does not serve yet, or not any more. */
  NOT_READY(ErrorCategory.UNAVAILABLE),
  /** The address cannot be listened on. */
  PORT_UNAVAILABLE(ErrorCategory.UNAVAILABLE),
  /** The web server cannot be started. */
  WEB_SERVER_FAILED(ErrorCategory.UNAVAILABLE);

  private final ErrorCategory category;

  WebError(ErrorCategory category) {
    this.category = category;
  }

  @Override
  public ErrorCategory category() {
    return category;
  }
}
