package io.millrace.model.plant;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the codes of an enumeration mean from some time on.
 *
 * @param number 1 for the first
 * @param validFromNs since when it is in force, nanoseconds since the epoch
 * @param entries with different codes and different texts; at least one
 */
public record EnumerationVersion(int number, long validFromNs, List<EnumerationEntry> entries) {
  private static final int MAX_ENTRIES = 1_000;

  /**
   * @throws PlantException if there are none, too many, or two with the same code or text
   */
  public EnumerationVersion {
    entries = checked(entries);
  }

  /** The entries, if they can make a version. */
  public static List<EnumerationEntry> checked(List<EnumerationEntry> entries) {
    if (entries.isEmpty() || entries.size() > MAX_ENTRIES) {
      throw new PlantException(
          "values",
          "An enumeration has 1 to " + MAX_ENTRIES + " values, not " + entries.size() + ".");
    }
    Set<Long> codes = new HashSet<>();
    Set<String> texts = new HashSet<>();
    for (EnumerationEntry entry : entries) {
      if (!codes.add(entry.code()) || !texts.add(entry.text())) {
        throw new PlantException(
            "values",
            "The code " + entry.code() + " or the text '" + entry.text() + "' stands there twice.");
      }
    }
    return List.copyOf(entries);
  }

  /** The code of each text. */
  public Map<String, Long> codesByText() {
    return entries.stream()
        .collect(Collectors.toMap(EnumerationEntry::text, EnumerationEntry::code));
  }
}
