package io.millrace.registry.discovery;

import io.millrace.model.plant.NameKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What an address suggests to call a point: {@code bearingTemp} in {@code plant1/press_07/values}
 * becomes {@code Bearing temp}, and if two of them would have one name, {@code Press 07 bearing
 * temp}.
 */
final class ProposedName {
  private static final int MAX_LENGTH = 100;
  private static final Set<String> EMPTY_WORDS =
      Set.of("value", "values", "val", "data", "v", "payload", "metrics", "fields");

  private ProposedName() {}

  /** A name for one address. */
  static String of(String channel, String path) {
    List<String> segments = segments(channel, path);
    return segments.isEmpty() ? "Value" : readable(segments.getLast());
  }

  /**
   * A name for an address that none of the taken ones has, case apart; the name is added to them.
   */
  static String unique(String channel, String path, Set<String> takenKeys) {
    List<String> segments = segments(channel, path);
    String name = of(channel, path);
    for (int i = segments.size() - 2; i >= 0; i--) {
      if (!takenKeys.contains(NameKey.of(name))) {
        break;
      }
      name = cut(readable(segments.get(i)) + " " + name.toLowerCase(Locale.ROOT));
    }
    String numbered = name;
    for (int i = 2; !takenKeys.add(NameKey.of(numbered)); i++) {
      numbered = name + " " + i;
    }
    return numbered;
  }

  /** Nothing is taken. */
  static Set<String> noneTaken() {
    return new HashSet<>();
  }

  private static List<String> segments(String channel, String path) {
    List<String> all = new ArrayList<>();
    for (String segment : (channel + "/" + path).split("[/.\\[\\]:]+")) {
      if (!segment.isBlank()) {
        all.add(segment);
      }
    }
    List<String> telling =
        all.stream().filter(s -> !EMPTY_WORDS.contains(s.toLowerCase(Locale.ROOT))).toList();
    return telling.isEmpty() ? all : telling;
  }

  private static String readable(String segment) {
    String spaced =
        withoutControls(segment)
            .replaceAll("([\\p{Ll}])([\\p{Lu}])", "$1 $2")
            .replaceAll("[_\\-\\s]+", " ")
            .strip();
    if (spaced.isEmpty()) {
      return "Value";
    }
    boolean shouts = spaced.equals(spaced.toUpperCase(Locale.ROOT));
    String calm = shouts ? spaced : lowerAfterFirst(spaced);
    return cut(calm.substring(0, 1).toUpperCase(Locale.ROOT) + calm.substring(1));
  }

  /** A key may hold what a name must not, the controls beyond ASCII among it. */
  private static String withoutControls(String text) {
    return text.codePoints()
        .map(each -> Character.isISOControl(each) ? ' ' : each)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /** Lowers words but those that are all capitals, such as ID or PLC. */
  private static String lowerAfterFirst(String text) {
    StringBuilder out = new StringBuilder();
    for (String word : text.split(" ")) {
      boolean acronym = word.length() > 1 && word.equals(word.toUpperCase(Locale.ROOT));
      out.append(out.isEmpty() ? "" : " ").append(acronym ? word : word.toLowerCase(Locale.ROOT));
    }
    return out.toString();
  }

  private static String cut(String text) {
    return text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH).strip() : text;
  }
}
