package io.millrace.security.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A text that must not be seen. Neither {@link #toString()} nor a stack trace nor a record that
 * holds it shows the text; whoever needs it says so by calling {@link #reveal()}.
 *
 * <p>The text is a {@link String}, which Java cannot erase: it came as one from the network, and a
 * promise to wipe it would be empty.
 */
public final class Secret {
  private final String text;

  private Secret(String text) {
    this.text = text;
  }

  /** Hides the text. */
  public static Secret of(String text) {
    return new Secret(text);
  }

  /** The text itself: for hashing, for a cookie, for the one time that a new token is shown. */
  public String reveal() {
    return text;
  }

  /** Compares in a time that depends on the lengths only. */
  @Override
  public boolean equals(Object o) {
    return o instanceof Secret other
        && MessageDigest.isEqual(
            text.getBytes(StandardCharsets.UTF_8), other.text.getBytes(StandardCharsets.UTF_8));
  }

  /** The same for all secrets, so that no hash table tells them apart. */
  @Override
  public int hashCode() {
    return 0;
  }

  @Override
  public String toString() {
    return "(hidden)";
  }
}
