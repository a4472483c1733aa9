package io.millrace.security.account;

import io.millrace.model.id.UserId;
import io.millrace.security.secret.Secret;
import io.millrace.security.secret.SecretGenerator;
import io.millrace.security.secret.Sha256;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Devices on which a user has signed in before. Attempts from one are counted apart from those of
 * the rest of the world, so that a stranger who tries passwords for an account locks out strangers
 * and not its user (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
 */
final class KnownDevices {
  private static final int MAX_PER_USER = 10;
  private static final int SECRET_LENGTH = 43;

  private final SecretGenerator secrets;

  KnownDevices(SecretGenerator secrets) {
    this.secrets = secrets;
  }

  /** Whether the user has signed in with this device's cookie before. */
  boolean knows(Handle handle, UserId user, @Nullable Secret cookie) {
    if (cookie == null || cookie.reveal().length() != SECRET_LENGTH) {
      return false;
    }
    return handle
            .select(
                "SELECT COUNT(*) FROM security_known_device WHERE hash = ? AND user_id = ?",
                Sha256.hex(cookie),
                user.toString())
            .mapTo(Integer.class)
            .one()
        == 1;
  }

  /**
   * Remembers the device after a sign-in.
   *
   * @param cookie the cookie by which it was known; null for a new one
   * @return the value of the cookie to set
   */
  Secret remember(Handle handle, UserId user, @Nullable Secret cookie, long nowNs) {
    if (cookie != null) {
      handle.execute(
          "UPDATE security_known_device SET last_seen_ns = ? WHERE hash = ?",
          nowNs,
          Sha256.hex(cookie));
      return cookie;
    }
    Secret fresh = secrets.next();
    handle.execute(
        "INSERT INTO security_known_device (hash, user_id, last_seen_ns) VALUES (?, ?, ?)",
        Sha256.hex(fresh),
        user.toString(),
        nowNs);
    dropOldest(handle, user);
    return fresh;
  }

  private static void dropOldest(Handle handle, UserId user) {
    List<String> hashes =
        handle
            .select(
                "SELECT hash FROM security_known_device WHERE user_id = ?"
                    + " ORDER BY last_seen_ns DESC, hash",
                user.toString())
            .mapTo(String.class)
            .list();
    hashes.stream()
        .skip(MAX_PER_USER)
        .forEach(hash -> handle.execute("DELETE FROM security_known_device WHERE hash = ?", hash));
  }

  /** Forgets all devices of a user. */
  static void forgetAll(Handle handle, UserId user) {
    handle.execute("DELETE FROM security_known_device WHERE user_id = ?", user.toString());
  }
}
