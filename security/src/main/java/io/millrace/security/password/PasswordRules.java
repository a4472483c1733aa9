package io.millrace.security.password;

import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.secret.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which passwords are taken (NIST SP 800-63B, 5.1.1.2): at least {@value #MIN_LENGTH} characters of
 * any kind, spaces included, so that a few words do; not one of those that everybody tries first.
 * No rule asks for digits or capitals, and nothing expires.
 */
public final class PasswordRules {
  /** Fewest characters. */
  public static final int MIN_LENGTH = 12;

  /** Most characters: enough for any passphrase, and a bound on the work of hashing. */
  public static final int MAX_LENGTH = 256;

  private static final int MIN_DIFFERENT = 5;
  private static final int MIN_OWN = 4;

  private final Set<String> denied;

  /** The rules with the list of denied passwords that is built in. */
  public PasswordRules() {
    denied = load();
  }

  private static Set<String> load() {
    try (InputStream in = PasswordRules.class.getResourceAsStream("denied-passwords.txt");
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns if the password may be taken.
   *
   * @param aboutUser what an attacker would try for this person first: login and name
   * @throws AccessException with {@link AccessError#PASSWORD_REFUSED} and the rule that it breaks
   */
  public void check(Secret password, List<String> aboutUser) {
    String text = Normalizer.normalize(password.reveal(), Normalizer.Form.NFC);
    int length = text.codePointCount(0, text.length());
    require(
        length >= MIN_LENGTH,
        "A password has at least " + MIN_LENGTH + " characters. A few words in a row are easiest.");
    require(length <= MAX_LENGTH, "A password has at most " + MAX_LENGTH + " characters.");
    require(
        text.codePoints().distinct().count() >= MIN_DIFFERENT,
        "The password has fewer than " + MIN_DIFFERENT + " different characters.");
    String folded = text.toLowerCase(Locale.ROOT);
    require(!isRun(folded), "The password is a run of neighbouring characters.");
    String letters = plain(letters(folded));
    require(
        !denied.contains(folded) && !denied.contains(letters) && !isDeniedRepeated(letters),
        "The password is one of those that are tried first.");
    require(
        !isMostlyNames(folded, aboutUser),
        "The password is little more than the name of the user or of this product.");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new AccessException(AccessError.PASSWORD_REFUSED, message);
    }
  }

  /** Undoes the digits and signs that stand for letters in passwords that everybody knows. */
  private static String plain(String folded) {
    return folded
        .replace('0', 'o')
        .replace('1', 'i')
        .replace('3', 'e')
        .replace('4', 'a')
        .replace('@', 'a')
        .replace('5', 's')
        .replace('$', 's')
        .replace('7', 't');
  }

  /** What is left without digits and signs at both ends: {@code password2024!!} is a password. */
  private static String letters(String folded) {
    return folded.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", "");
  }

  private boolean isDeniedRepeated(String text) {
    for (int unit = 1; unit <= text.length() / 2; unit++) {
      String first = text.substring(0, unit);
      if (text.length() % unit == 0
          && first.repeat(text.length() / unit).equals(text)
          && (unit < MIN_DIFFERENT || denied.contains(first))) {
        return true;
      }
    }
    return false;
  }

  /** Whether each character follows the one before it in the alphabet, the digits or a key row. */
  private static boolean isRun(String text) {
    String rows =
        "abcdefghijklmnopqrstuvwxyzabc 01234567890123456789 qwertyuiopasdfghjklzxcvbnm"
            + " qwertzuiopasdfghjklyxcvbnm azertyuiopqsdfghjklmwxcvbn 1q2w3e4r5t6y7u8i9o0p";
    String backwards = new StringBuilder(rows).reverse().toString();
    return rows.contains(text) || backwards.contains(text);
  }

  /** Whether it holds a name, and next to no other letters. */
  private static boolean isMostlyNames(String folded, List<String> aboutUser) {
    String rest = folded.replace("millrace", "");
    for (String about : aboutUser) {
      for (String word : about.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
        if (word.length() >= MIN_OWN) {
          rest = rest.replace(word, "");
        }
      }
    }
    return !rest.equals(folded) && rest.codePoints().filter(Character::isLetter).count() < MIN_OWN;
  }
}
