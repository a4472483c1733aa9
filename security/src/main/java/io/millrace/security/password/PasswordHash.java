package io.millrace.security.password;

import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stored password hash in the PHC string format: {@code
 * $argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>}, salt and hash in base 64 without padding. It says
 * itself how it was made, so that costs can rise later.
 */
final class PasswordHash {
  static final int SALT_BYTES = 16;
  static final int HASH_BYTES = 32;

  private static final Pattern FORM =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

  private final Argon2Cost cost;
  private final byte[] salt;
  private final byte[] hash;

  PasswordHash(Argon2Cost cost, byte[] salt, byte[] hash) {
    this.cost = cost;
    this.salt = salt;
    this.hash = hash;
  }

  /**
   * Reads what {@link #encode()} wrote.
   *
   * @throws AccessException with {@link AccessError#SECURITY_STORE_DAMAGED} if it is anything else
   */
  static PasswordHash decode(String text) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      throw damaged(null);
    }
    try {
      return new PasswordHash(
          new Argon2Cost(
              Integer.parseInt(parts.group(1)),
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(3))),
          Base64.getDecoder().decode(parts.group(4)),
          Base64.getDecoder().decode(parts.group(5)));
    } catch (IllegalArgumentException e) {
      throw damaged(e);
    }
  }

  private static AccessException damaged(@Nullable IllegalArgumentException e) {
    return new AccessException(
        AccessError.SECURITY_STORE_DAMAGED,
        "A stored password hash is not in a form that this version reads. Reset the password.",
        e);
  }

  String encode() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            cost.memoryKib(),
            cost.iterations(),
            cost.parallelism(),
            base64.encodeToString(salt),
            base64.encodeToString(hash));
  }

  Argon2Cost cost() {
    return cost;
  }

  byte[] salt() {
    return salt;
  }

  byte[] hash() {
    return hash;
  }
}
