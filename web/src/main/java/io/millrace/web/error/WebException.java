package io.millrace.web.error;

import io.millrace.model.error.MillraceException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request cannot be answered as asked; {@link #code()} is a {@link WebError}. Has no stack trace
 * worth reading: it speaks of the request.
 */
public final class WebException extends MillraceException {
  private static final long serialVersionUID = 1L;

  private final transient Map<String, Object> members;

  public WebException(WebError code, String message) {
    this(code, message, Map.of(), null);
  }

  public WebException(WebError code, String message, @Nullable Throwable cause) {
    this(code, message, Map.of(), cause);
  }

  private WebException(
      WebError code, String message, Map<String, Object> members, @Nullable Throwable cause) {
    super(code, message, cause);
    this.members = members;
  }

  /** What is wrong with a parameter, named so that a form can mark it. */
  public static WebException parameter(WebError code, String name, String message) {
    return new WebException(code, message, Map.of("parameter", name), null);
  }

  /**
   * What is wrong with a field of the body.
   *
   * @param field the way to it, such as {@code scopes[1]}; empty for the body as a whole
   */
  public static WebException field(String field, String message) {
    return new WebException(
        WebError.BODY_INVALID, message, field.isEmpty() ? Map.of() : Map.of("field", field), null);
  }

  /** The thing that the path names is not there. */
  public static WebException unknown(String what) {
    return new WebException(
        WebError.THING_UNKNOWN, "There is no such " + what + ", or it is not yours to see.");
  }

  /** Further members of the problem: texts and numbers by name. */
  public Map<String, Object> members() {
    return members;
  }
}
