package io.millrace.security.session;

import io.millrace.security.secret.Secret;

/**
 * A cookie to set, as data (RFC 6265bis). Always {@code HttpOnly}, so that no script reads it, and
 * {@code SameSite=Strict}, so that no other site sends it; {@code Secure} where the server speaks
 * TLS. Behind TLS the name has the prefix {@code __Host-}, which makes browsers refuse a cookie
 * that a neighbouring host or an unencrypted page set.
 *
 * @param name as the browser sends it back
 * @param value a secret
 * @param maxAgeS for how many seconds the browser keeps it; 0 removes it
 * @param secure whether it is sent over TLS only
 */
public record Cookie(String name, Secret value, long maxAgeS, boolean secure) {
  private static final String SESSION = "millrace-session";
  private static final String DEVICE = "millrace-device";
  private static final String HOST_PREFIX = "__Host-";
  private static final long DEVICE_MAX_AGE_S = 365L * 24 * 3600;

  /** The cookie of a session; the browser forgets it when the session must have ended. */
  public static Cookie session(Secret value, long maxAgeS, boolean tls) {
    return new Cookie(sessionName(tls), value, maxAgeS, tls);
  }

  /** Takes the cookie of a session away. */
  public static Cookie noSession(boolean tls) {
    return new Cookie(sessionName(tls), Secret.of(""), 0, tls);
  }

  /** The cookie that lets a device be known again at the next sign-in. */
  public static Cookie device(Secret value, boolean tls) {
    return new Cookie(deviceName(tls), value, DEVICE_MAX_AGE_S, tls);
  }

  /** The name of the session's cookie. */
  public static String sessionName(boolean tls) {
    return tls ? HOST_PREFIX + SESSION : SESSION;
  }

  /** The name of the device's cookie. */
  public static String deviceName(boolean tls) {
    return tls ? HOST_PREFIX + DEVICE : DEVICE;
  }

  /** The value of the header {@code Set-Cookie}: a secret too. */
  public String header() {
    return name
        + "="
        + value.reveal()
        + "; Path=/; Max-Age="
        + maxAgeS
        + "; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "");
  }
}
