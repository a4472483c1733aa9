package io.millrace.pipeline.context;

/**
 * Whether a channel's name matches an MQTT topic filter (MQTT 5, 4.7): {@code +} stands for one
 * level, {@code #} at the end for any number. Unlike in MQTT, a name that begins with {@code $} is
 * nothing special.
 */
public final class TopicFilter {
  private TopicFilter() {}

  /** Whether the name matches. */
  public static boolean matches(String filter, String name) {
    int f = 0;
    int n = 0;
    while (true) {
      int filterEnd = levelEnd(filter, f);
      int nameEnd = levelEnd(name, n);
      if (filterEnd - f == 1 && filter.charAt(f) == '#') {
        return true;
      }
      boolean any = filterEnd - f == 1 && filter.charAt(f) == '+';
      boolean same = filterEnd - f == nameEnd - n && filter.regionMatches(f, name, n, nameEnd - n);
      if (!any && !same) {
        return false;
      }
      if (filterEnd == filter.length()) {
        return nameEnd == name.length();
      }
      if (nameEnd == name.length()) {
        return filter.substring(filterEnd).equals("/#"); // the parent level matches too
      }
      f = filterEnd + 1;
      n = nameEnd + 1;
    }
  }

  private static int levelEnd(String text, int from) {
    int slash = text.indexOf('/', from);
    return slash < 0 ? text.length() : slash;
  }
}
