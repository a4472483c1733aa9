package io.millrace.app.wiring;

import io.millrace.security.secret.Secret;
import java.net.URI;

/** Where the page is that sets a password. */
final class SetupLinkAddress {
  private SetupLinkAddress() {}

  /** The secret is the fragment, which browsers keep to themselves: it is in nobody's log. */
  static URI of(URI web, Secret secret) {
    String base = web.toString();
    String separator = base.endsWith("/") ? "" : "/";
    return URI.create(base + separator + "setup#" + secret.reveal());
  }
}
