package io.millrace.web.server;

import io.millrace.web.error.WebError;
import io.millrace.web.error.WebException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a request means this server. A server on loopback answers to the names of loopback and to
 * its public name only: else a page of another site could give its own name the address 127.0.0.1
 * and read what the server says to its user (DNS rebinding). A server that others reach has names
 * that it cannot know, and cookies that such a page does not have.
 */
final class HostCheck {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final boolean onLoopback;
  private final Set<String> names;
  private final Optional<String> publicOrigin;

  HostCheck(WebSettings settings) {
    onLoopback = isLoopback(settings.host());
    Set<String> known = new HashSet<>(LOOPBACK);
    settings
        .publicUrl()
        .map(URI::getHost)
        .ifPresent(host -> known.add(host.toLowerCase(Locale.ROOT)));
    known.add(settings.host().toLowerCase(Locale.ROOT));
    names = Set.copyOf(known);
    publicOrigin = settings.publicUrl().map(HostCheck::origin);
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static String origin(URI url) {
    return (url.getScheme() + "://" + url.getRawAuthority()).toLowerCase(Locale.ROOT);
  }

  /**
   * The origins that pages of this server may have, as the request reached it.
   *
   * @param host the header {@code Host}; null if it is absent
   * @throws WebException with {@code HOST_UNKNOWN}
   */
  Set<String> ownOrigins(@Nullable String host) {
    String authority = host == null ? "" : host.strip().toLowerCase(Locale.ROOT);
    if (authority.isEmpty() || (onLoopback && !names.contains(withoutPort(authority)))) {
      throw new WebException(
          WebError.HOST_UNKNOWN,
          "This server is not known under the name in the address. Use the address that it printed"
              + " at its start, or set its public address in the configuration.");
    }
    Set<String> origins = new HashSet<>();
    publicOrigin.ifPresent(origins::add);
    origins.add("http://" + authority);
    return origins;
  }

  private static String withoutPort(String authority) {
    int bracket = authority.lastIndexOf(']');
    int colon = authority.indexOf(':', Math.max(bracket, 0));
    return colon < 0 ? authority : authority.substring(0, colon);
  }
}
