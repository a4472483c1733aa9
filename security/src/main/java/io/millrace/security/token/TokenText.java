package io.millrace.security.token;

import io.millrace.security.secret.SecretGenerator;
import io.millrace.security.secret.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is presented: {@code mr_<id>_<secret><checksum>}, 73 characters.
 *
 * <pre>
 * mr_ k3v9x0a7qd _ 52 characters: 256 random bits   7 characters: CRC-32
 *     id: 50 bits  secret                            of all that stands before it
 * </pre>
 *
 * <p>The alphabet is Crockford's base 32 in lower case: no letter looks like a digit, a double
 * click selects the whole, and no character needs escaping in a URL, a shell or a configuration
 * file. The prefix lets scanners find tokens that slipped into a repository. The checksum tells a
 * typing error from an unknown token without asking the database; it protects nothing.
 */
final class TokenText {
  static final String PREFIX = "mr_";
  static final int ID_LENGTH = 10;

  private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int BITS_PER_CHARACTER = 5;
  private static final int SECRET_LENGTH = 52;
  private static final int CHECKSUM_LENGTH = 7;
  private static final int SECRET_START = PREFIX.length() + ID_LENGTH + 1;
  private static final int CHECKSUM_START = SECRET_START + SECRET_LENGTH;

  /** Characters of a whole token. */
  static final int LENGTH = CHECKSUM_START + CHECKSUM_LENGTH;

  private final String text;

  private TokenText(String text) {
    this.text = text;
  }

  /** A fresh token. */
  static TokenText generate(SecretGenerator secrets) {
    String id = encode(secrets.bytes(7), ID_LENGTH);
    String secret = encode(secrets.bytes(SecretGenerator.SECRET_BYTES + 1), SECRET_LENGTH);
    String body = PREFIX + id + '_' + secret;
    return new TokenText(body + checksum(body));
  }

  /** The token in a text; null if the text is in no token's form or its checksum does not fit. */
  static @Nullable TokenText parse(String text) {
    if (text.length() != LENGTH
        || !text.startsWith(PREFIX)
        || text.charAt(SECRET_START - 1) != '_') {
      return null;
    }
    for (int i = PREFIX.length(); i < LENGTH; i++) {
      if (i != SECRET_START - 1 && ALPHABET.indexOf(text.charAt(i)) < 0) {
        return null;
      }
    }
    String body = text.substring(0, CHECKSUM_START);
    return text.endsWith(checksum(body)) ? new TokenText(text) : null;
  }

  /** The public part: in lists, in the journal and in the audit. */
  String id() {
    return text.substring(PREFIX.length(), PREFIX.length() + ID_LENGTH);
  }

  /** SHA-256 of the 52 characters of the secret; {@link Sha256} says why a fast hash is right. */
  byte[] secretHash() {
    return Sha256.digest(text.substring(SECRET_START, CHECKSUM_START));
  }

  /** The whole token, a secret. */
  String reveal() {
    return text;
  }

  /** The first {@code length} × 5 bits of the bytes. */
  private static String encode(byte[] bytes, int length) {
    StringBuilder out = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      int bit = i * BITS_PER_CHARACTER;
      int at = bit / 8;
      int low = at + 1 < bytes.length ? bytes[at + 1] & 0xff : 0;
      int window = (bytes[at] & 0xff) << 8 | low;
      out.append(ALPHABET.charAt(window >> (16 - BITS_PER_CHARACTER - bit % 8) & 31));
    }
    return out.toString();
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.US_ASCII));
    int value = (int) crc.getValue();
    byte[] bytes = {
      (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value, 0
    };
    return encode(bytes, CHECKSUM_LENGTH);
  }
}
