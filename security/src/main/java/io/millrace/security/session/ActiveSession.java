package io.millrace.security.session;

import io.millrace.security.authorisation.Principal;
import io.millrace.security.secret.Secret;

/**
 * A session that a request proved to have.
 *
 * @param principal who acts
 * @param csrfToken what the request must send back when it changes something
 * @param rotationDue whether the session needs a new secret, since its user's rights changed: call
 *     {@link Sessions#rotate} and set the cookie
 */
public record ActiveSession(Principal.User principal, Secret csrfToken, boolean rotationDue) {}
