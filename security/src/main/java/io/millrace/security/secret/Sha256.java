package io.millrace.security.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 (FIPS 180-4) of secrets that are random with 256 bits.
 *
 * <p>A fast hash is right for those and wrong for passwords. A slow hash defends a value that can
 * be guessed; nobody guesses 256 random bits, so the hash has one task: that a copy of the database
 * holds nothing that can be presented as a credential.
 */
public final class Sha256 {
  private Sha256() {}

  /** The 32 bytes of the digest of the text's UTF-8 bytes. */
  public static byte[] digest(String text) {
    return newDigest().digest(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The digest as 64 lower-case hexadecimal digits, the form in which it is stored. */
  public static String hex(String text) {
    return HexFormat.of().formatHex(digest(text));
  }

  /** The digest of a secret, as stored. */
  public static String hex(Secret secret) {
    return hex(secret.reveal());
  }

  /** A digest to be fed piece by piece. */
  public static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256.", e);
    }
  }
}
