package io.millrace.connectors.http.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * An error as HTTP tells it (RFC 9457).
 *
 * @param status HTTP status, 400 to 599
 * @param code the stable code, such as {@code TOKEN_EXPIRED}
 * @param detail a full sentence for a person
 * @param retryAfterS after how many seconds the same request may succeed, if that is known; becomes
 *     the header {@code Retry-After}
 * @param members further members by name, such as {@code line}: texts, numbers and booleans
 */
public record Problem(
    int status, String code, String detail, OptionalLong retryAfterS, Map<String, Object> members) {
  /** The media type of {@link ProblemJson#write}. */
  public static final String MEDIA_TYPE = "application/problem+json";

  public Problem {
    if (status < 400 || status > 599) {
      throw new IllegalArgumentException("A problem has a status from 400 to 599, not " + status);
    }
    members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
  }

  /** A problem without more to say. */
  public static Problem of(int status, String code, String detail) {
    return new Problem(status, code, detail, OptionalLong.empty(), Map.of());
  }

  /** The same with another status, for clients that read statuses in their own way. */
  public Problem withStatus(int other) {
    return new Problem(other, code, detail, retryAfterS, members);
  }

  /** The same with further members. */
  public Problem with(Map<String, Object> further) {
    Map<String, Object> all = new LinkedHashMap<>(members);
    all.putAll(further);
    return new Problem(status, code, detail, retryAfterS, all);
  }

  /**
   * The member {@code type}: a name in a scheme of our own, since there is no page on the internet
   * that a factory without internet could open.
   */
  public String type() {
    return "urn:millrace:problem:" + code;
  }

  /** The member {@code title}: the status in words. */
  public String title() {
    return StatusText.of(status);
  }
}
