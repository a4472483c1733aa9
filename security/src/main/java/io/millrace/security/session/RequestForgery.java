package io.millrace.security.session;

import io.millrace.security.secret.Secret;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether a page of another site acts in a user's name (CSRF). A pure function over the request.
 *
 * <p>Three defences, each enough by itself in a browser of today: Fetch Metadata ({@code
 * Sec-Fetch-Site}) and {@code Origin}, which browsers set and scripts cannot, and a token that only
 * our own pages can read. The cookie is {@code SameSite=Strict} besides.
 */
public final class RequestForgery {
  /** The header in which our pages send the session's token back. */
  public static final String TOKEN_HEADER = "X-CSRF-Token";

  private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS");

  private RequestForgery() {}

  /**
   * Looks for signs of a forgery in a request that carries a session's cookie.
   *
   * @param method as sent
   * @param headers the value of a header by its name, whatever its case; null if it is absent
   * @param ownOrigins the origins under which this server is reached, such as {@code
   *     https://plant.example:8443}, in lower case
   * @param csrfToken the token of the session
   * @return why the request must be refused; empty if it may pass
   */
  public static Optional<String> sign(
      String method,
      Function<String, @Nullable String> headers,
      Set<String> ownOrigins,
      Secret csrfToken) {
    if (SAFE_METHODS.contains(method.toUpperCase(Locale.ROOT))) {
      return Optional.empty();
    }
    Optional<String> crossSite = crossSite(headers, ownOrigins);
    if (crossSite.isPresent()) {
      return crossSite;
    }
    String sent = headers.apply(TOKEN_HEADER);
    if (sent == null) {
      return Optional.of("The header " + TOKEN_HEADER + " is missing.");
    }
    return csrfToken.equals(Secret.of(sent))
        ? Optional.empty()
        : Optional.of("The header " + TOKEN_HEADER + " does not belong to this session.");
  }

  /**
   * Looks for signs that another site sent a request that has no session yet: the sign-in and the
   * one-time link. Parameters as {@link #sign}.
   */
  public static Optional<String> crossSite(
      Function<String, @Nullable String> headers, Set<String> ownOrigins) {
    String site = headers.apply("Sec-Fetch-Site");
    if (site != null && !site.equals("same-origin")) {
      return Optional.of("The browser says that the request comes from another site.");
    }
    String origin = headers.apply("Origin");
    if (origin != null && !ownOrigins.contains(origin.toLowerCase(Locale.ROOT))) {
      return Optional.of("The request comes from a page of another origin.");
    }
    return Optional.empty();
  }
}
