package io.millrace.security.secret;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * Makes secrets and public short names. Thread-safe.
 *
 * <p>It asks for a {@link SecureRandom}, not for any {@link java.util.random.RandomGenerator}: the
 * compiler then refuses a seeded generator where an attacker would profit from it.
 */
public final class SecretGenerator {
  /** Bytes of a secret: 256 bits, far beyond guessing. */
  public static final int SECRET_BYTES = 32;

  private final SecureRandom random;

  /** A generator that takes its randomness from the argument. */
  public SecretGenerator(SecureRandom random) {
    this.random = random;
  }

  /** 256 fresh bits as 43 characters of base64url (RFC 4648, 5) without padding. */
  public Secret next() {
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(SECRET_BYTES)));
  }

  /** Fresh random bytes. */
  public byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }
}
