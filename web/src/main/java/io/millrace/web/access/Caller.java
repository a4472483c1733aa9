package io.millrace.web.access;

import io.millrace.security.authorisation.Principal;
import io.millrace.security.session.Cookie;
import io.millrace.web.route.BrowserSession;
import org.jspecify.annotations.Nullable;

/**
 * Who was found to ask.
 *
 * @param principal null for somebody without a credential
 * @param session null unless it came with a session's cookie
 * @param newCookie to set, since the session got a new secret; null otherwise
 */
public record Caller(
    @Nullable Principal principal, @Nullable BrowserSession session, @Nullable Cookie newCookie) {
  /** Somebody without a credential. */
  static final Caller NOBODY = new Caller(null, null, null);
}
