package io.millrace.security.user;

import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a person types to sign in, such as a mail address.
 *
 * @param text as the person writes it
 */
public record LoginName(String text) {
  private static final int MIN_LENGTH = 2;
  private static final int MAX_LENGTH = 100;
  private static final Pattern FORM = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}._@+-]*");

  /**
   * Checks the form.
   *
   * @throws AccessException with {@link AccessError#ACCOUNT_INVALID}
   */
  public LoginName {
    if (text.length() < MIN_LENGTH || text.length() > MAX_LENGTH || !FORM.matcher(text).matches()) {
      throw new AccessException(
          AccessError.ACCOUNT_INVALID,
          "A login name has "
              + MIN_LENGTH
              + " to "
              + MAX_LENGTH
              + " characters: letters, digits and . _ @ + -, and begins with a letter or digit.");
    }
  }

  /** The same for all spellings that people take for the same name; unique among accounts. */
  public String key() {
    return keyOf(text);
  }

  /** The key of whatever somebody typed; bounded in length. */
  public static String keyOf(String typed) {
    String cut = typed.length() > MAX_LENGTH ? typed.substring(0, MAX_LENGTH) : typed;
    return Normalizer.normalize(cut.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }
}
