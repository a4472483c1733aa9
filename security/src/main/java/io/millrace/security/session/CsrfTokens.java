package io.millrace.security.session;

import io.millrace.security.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The synchroniser token of a session: HMAC-SHA-256 (RFC 2104) with the session's secret as the
 * key. It is bound to the session and changes with its secret, needs no place in the database, and
 * tells nothing of the secret.
 */
final class CsrfTokens {
  private static final String ALGORITHM = "HmacSHA256";
  private static final byte[] PURPOSE = "millrace csrf 1".getBytes(StandardCharsets.US_ASCII);

  private CsrfTokens() {}

  static Secret of(Secret session) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(session.reveal().getBytes(StandardCharsets.US_ASCII), ALGORITHM));
      return Secret.of(
          Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(PURPOSE)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("Every Java platform has HMAC-SHA-256.", e);
    }
  }
}
