package io.millrace.security.account;

import io.millrace.security.secret.Secret;
import io.millrace.security.session.StartedSession;
import io.millrace.security.user.User;

/**
 * Somebody who has just signed in.
 *
 * @param user who
 * @param session with the value of its cookie
 * @param device the value of the device's cookie, by which it is known the next time
 */
public record SignedIn(User user, StartedSession session, Secret device) {}
