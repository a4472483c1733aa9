package io.millrace.web.route;

import io.millrace.security.secret.Secret;

/**
 * The session of a request that came with a session's cookie.
 *
 * @param secret the cookie's value
 * @param csrfToken what its page sends with each change
 */
public record BrowserSession(Secret secret, Secret csrfToken) {}
