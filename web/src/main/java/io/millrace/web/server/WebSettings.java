package io.millrace.web.server;

import io.millrace.connectors.http.javalin.ServerLimits;
import java.net.URI;
import java.util.Optional;

/**
 * How the web server listens.
 *
 * @param host address to bind to, such as {@code 127.0.0.1}
 * @param port 0 for any free one
 * @param publicUrl how browsers reach it if a proxy stands before it, such as {@code
 *     https://plant.example}; it makes cookies secure if it begins with {@code https}
 * @param limits what is taken from the network
 * @param requestsPerSecond of one caller in the long run, at least 1
 */
public record WebSettings(
    String host, int port, Optional<URI> publicUrl, ServerLimits limits, int requestsPerSecond) {
  private static final int PLENTY = 10_000;

  public WebSettings {
    if (requestsPerSecond < 1) {
      throw new IllegalArgumentException("A caller may ask at least once a second.");
    }
    if (host.isBlank() || port < 0 || port > 65_535) {
      throw new IllegalArgumentException("A server listens at a host and a port from 0 to 65535.");
    }
  }

  /** On loopback, as nobody else reaches it. */
  public static WebSettings onLoopback(int port) {
    return new WebSettings("127.0.0.1", port, Optional.empty(), ServerLimits.DEFAULT, PLENTY);
  }

  /** Whether browsers reach the server by TLS. */
  public boolean tls() {
    return publicUrl.map(url -> "https".equalsIgnoreCase(url.getScheme())).orElse(false);
  }
}
