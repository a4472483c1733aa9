package io.millrace.connectors.http.intake;

import io.millrace.connectors.http.problem.Problem;
import java.util.Map;
import java.util.TreeMap;

/**
 * A response of this front.
 *
 * @param status HTTP status
 * @param headers by name; the content type among them if there is a body
 * @param body text, to be sent as UTF-8; empty for none
 */
public record IntakeResponse(int status, Map<String, String> headers, String body) {
  private static final int UNAUTHORIZED = 401;
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;

  public IntakeResponse {
    headers = Map.copyOf(headers);
  }

  /** Done, and nothing to say. */
  static IntakeResponse noContent() {
    return new IntakeResponse(204, Map.of(), "");
  }

  /** A problem with what HTTP wants beside it. */
  static IntakeResponse problem(Problem problem, String mediaType, String body) {
    Map<String, String> headers = new TreeMap<>();
    headers.put("Content-Type", mediaType);
    headers.put("Cache-Control", "no-store");
    problem.retryAfterS().ifPresent(seconds -> headers.put("Retry-After", Long.toString(seconds)));
    if (problem.status() == UNAUTHORIZED) {
      headers.put("WWW-Authenticate", challenge(problem.code()));
    }
    if (problem.status() == UNSUPPORTED_MEDIA_TYPE) {
      headers.put("Accept-Encoding", "gzip"); // RFC 9110, 12.5.3
    }
    return new IntakeResponse(problem.status(), headers, body);
  }

  /** RFC 6750, 3: no error code if the request had no credential. */
  private static String challenge(String code) {
    return code.equals("CREDENTIAL_MISSING")
        ? "Bearer realm=\"millrace\""
        : "Bearer realm=\"millrace\", error=\"invalid_token\"";
  }
}
