package io.millrace.web.access;

import io.millrace.web.route.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the token in a request: {@code Authorization: Bearer …} (RFC 6750), or {@code Basic …} with
 * the token as the password and any name (RFC 7617). A credential of another kind counts as a token
 * that nobody knows, so that it is not overlooked in favour of a cookie.
 */
final class BearerToken {
  private static final int MAX_HEADER = 1024;

  private BearerToken() {}

  /** The text that claims to be a token; null if the request has no such header. */
  static @Nullable String of(Exchange exchange) {
    String authorization = exchange.header("Authorization");
    if (authorization == null) {
      return null;
    }
    int space = authorization.indexOf(' ');
    if (space < 0 || authorization.length() > MAX_HEADER) {
      return "";
    }
    String value = authorization.substring(space + 1).strip();
    return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
      case "bearer", "token" -> value;
      case "basic" -> password(value);
      default -> "";
    };
  }

  private static String password(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? "" : pair.substring(colon + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
