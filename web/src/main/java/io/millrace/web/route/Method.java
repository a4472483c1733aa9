package io.millrace.web.route;

/** The methods of HTTP that routes have (RFC 9110, 9.3; PATCH: RFC 5789). */
public enum Method {
  GET,
  POST,
  PUT,
  PATCH,
  DELETE;

  /** Whether a request with it changes nothing. */
  public boolean isSafe() {
    return this == GET;
  }
}
