package io.millrace.security.authorisation;

import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;

/**
 * An MQTT topic filter (MQTT 5.0, 4.7): levels between {@code /}, {@code +} for one level, {@code
 * #} as the last level for any number, also none. A wildcard in the first level does not match a
 * name that begins with {@code $} (4.7.2).
 *
 * @param text the filter, 1 to {@value #MAX_LENGTH} characters
 */
public record ChannelFilter(String text) {
  /** Longest filter that is taken. */
  public static final int MAX_LENGTH = 1024;

  private static final int MAX_LEVELS = 128;

  /**
   * Checks the form.
   *
   * @throws AccessException with {@link AccessError#TOKEN_INVALID} if it is no filter
   */
  public ChannelFilter {
    if (text.isEmpty() || text.length() > MAX_LENGTH) {
      throw invalid(text, "has between 1 and " + MAX_LENGTH + " characters");
    }
    String[] levels = text.split("/", -1);
    if (levels.length > MAX_LEVELS) {
      throw invalid(text, "has at most " + MAX_LEVELS + " levels");
    }
    for (int i = 0; i < levels.length; i++) {
      checkLevel(text, levels[i], i == levels.length - 1);
    }
  }

  private static void checkLevel(String text, String level, boolean last) {
    if (level.equals("#") && !last) {
      throw invalid(text, "has '#' in its last level only");
    }
    boolean wildcard = level.equals("#") || level.equals("+");
    if (!wildcard && (level.indexOf('#') >= 0 || level.indexOf('+') >= 0)) {
      throw invalid(text, "has '+' and '#' as whole levels only");
    }
    if (level.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw invalid(text, "has no control characters");
    }
  }

  private static AccessException invalid(String text, String rule) {
    String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
    return new AccessException(
        AccessError.TOKEN_INVALID,
        "'"
            + shown.replaceAll("\\p{Cntrl}", "?")
            + "' is not a channel filter: a filter "
            + rule
            + ".");
  }

  /** Whether a channel's name, which has no wildcards, matches. */
  public boolean matches(String channel) {
    if (channel.isEmpty() || channel.indexOf('+') >= 0 || channel.indexOf('#') >= 0) {
      return false;
    }
    return covers(channel);
  }

  /** Whether every channel that the other filter matches is matched by this one too. */
  public boolean covers(ChannelFilter other) {
    return covers(other.text);
  }

  /**
   * Walks both texts level by level. A channel's name is a filter without wildcards, so that one
   * walk serves both questions.
   */
  private boolean covers(String other) {
    int at = 0;
    int otherAt = 0;
    boolean reserved = other.charAt(0) == '$';
    while (true) {
      int end = levelEnd(text, at);
      int otherEnd = levelEnd(other, otherAt);
      boolean first = at == 0;
      if (isLevel(text, at, end, '#')) {
        return !(first && reserved);
      }
      if (isLevel(other, otherAt, otherEnd, '#')) {
        return first && text.equals("+/#"); // every name has at least one level
      }
      boolean levelCovered =
          isLevel(text, at, end, '+')
              ? !(first && reserved)
              : end - at == otherEnd - otherAt && text.regionMatches(at, other, otherAt, end - at);
      if (!levelCovered) {
        return false;
      }
      boolean ended = end == text.length();
      if (otherEnd == other.length()) {
        // "sport/#" also matches "sport", its parent.
        return ended || (end + 2 == text.length() && text.charAt(end + 1) == '#');
      }
      if (ended) {
        return false;
      }
      at = end + 1;
      otherAt = otherEnd + 1;
    }
  }

  private static int levelEnd(String text, int from) {
    int slash = text.indexOf('/', from);
    return slash < 0 ? text.length() : slash;
  }

  private static boolean isLevel(String text, int from, int to, char wildcard) {
    return to - from == 1 && text.charAt(from) == wildcard;
  }

  @Override
  public String toString() {
    return text;
  }
}
