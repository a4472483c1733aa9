package io.millrace.web.route;

import org.jspecify.annotations.Nullable;

/**
 * A way in which a route answers when nothing is wrong.
 *
 * @param status 200 to 399; or 503, for a server that tells its state
 * @param mediaType of the body; null if there is none
 * @param type of the JSON; null if the body is something else
 * @param pageOf whether the body is a {@link Page} of that type
 * @param versioned whether the answer has the version as its {@code ETag}
 * @param description for the reference
 */
public record Answer(
    int status,
    @Nullable String mediaType,
    @Nullable Class<?> type,
    boolean pageOf,
    boolean versioned,
    String description) {
  /** The media type of JSON. */
  public static final String JSON = "application/json";

  public Answer {
    if (status != 503 && (status < 200 || status > 399)) {
      throw new IllegalArgumentException("What is wrong with a request is no answer: " + status);
    }
  }

  /** A record as JSON. */
  public static Answer json(Class<?> type, String description) {
    return json(200, type, description);
  }

  /** A record as JSON with another status. */
  public static Answer json(int status, Class<?> type, String description) {
    return new Answer(status, JSON, type, false, false, description);
  }

  /** A page of records as JSON. */
  public static Answer page(Class<?> item, String description) {
    return new Answer(200, JSON, item, true, false, description);
  }

  /** Done, and nothing to say. */
  public static Answer noContent(String description) {
    return new Answer(204, null, null, false, false, description);
  }

  /** Something else than JSON: CSV, an event stream, bytes, a page. */
  public static Answer media(String mediaType, String description) {
    return new Answer(200, mediaType, null, false, false, description);
  }

  /** The same, with its version as the {@code ETag}. */
  public Answer withVersion() {
    return new Answer(status, mediaType, type, pageOf, true, description);
  }
}
