package io.millrace.web.route;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a route takes as its body.
 *
 * @param mediaTypes which it reads; the first one is assumed if a request names none
 * @param type of the JSON; null for a body that the handler reads as a stream
 * @param maxBytes more is refused with 413
 * @param description for the reference
 */
public record RequestBody(
    List<String> mediaTypes, @Nullable Class<?> type, long maxBytes, String description) {
  /** Most bytes of a JSON body unless the route says otherwise. */
  public static final long MAX_JSON_BYTES = 1 << 20;

  public RequestBody {
    mediaTypes = List.copyOf(mediaTypes);
    if (mediaTypes.isEmpty() || maxBytes < 1) {
      throw new IllegalArgumentException("A body has a media type and a positive limit.");
    }
  }
}
