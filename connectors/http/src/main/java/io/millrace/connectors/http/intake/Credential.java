package io.millrace.connectors.http.intake;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds the token in a request: {@code Authorization: Bearer …} (RFC 6750), {@code Token …}
 * (InfluxDB), {@code Basic …} with the token as the password and any name (RFC 7617), and for
 * InfluxDB 1 the query parameter {@code p}.
 */
final class Credential {
  private static final int MAX_HEADER = 1024;

  private Credential() {}

  /** The text that claims to be a token; null if there is none. */
  static @Nullable String find(IntakeRoute route, IntakeRequest request) {
    String authorization = request.header("Authorization");
    if (authorization != null) {
      return fromHeader(authorization);
    }
    return route.flavour() == Flavour.INFLUX_V1 ? request.query().apply("p") : null;
  }

  private static @Nullable String fromHeader(String authorization) {
    int space = authorization.indexOf(' ');
    if (space < 0 || authorization.length() > MAX_HEADER) {
      return null;
    }
    String value = authorization.substring(space + 1).strip();
    return switch (authorization.substring(0, space).toLowerCase(Locale.ROOT)) {
      case "bearer", "token" -> value;
      case "basic" -> password(value);
      default -> null;
    };
  }

  private static @Nullable String password(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? null : pair.substring(colon + 1);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
