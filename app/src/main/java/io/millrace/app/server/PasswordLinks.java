package io.millrace.app.server;

import io.millrace.app.config.Settings;
import java.net.URI;

/** Lets the owner of the data folder back in. */
@FunctionalInterface
public interface PasswordLinks {
  /**
   * Makes a single-use link that sets a new password, good for {@code sessions.password-link}.
   * Whoever may write the data folder may do this; it is recorded in the audit log. Works whether
   * or not the server runs.
   *
   * @param web the server's address, for the link
   * @param user the sign-in name
   * @throws io.millrace.model.error.MillraceException when there is no such user
   */
  URI create(Settings settings, URI web, String user);
}
