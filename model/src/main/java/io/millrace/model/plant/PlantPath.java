package io.millrace.model.plant;

import java.util.ArrayList;
import java.util.List;

/**
 * Names from the top of the plant down to an asset or a point, as people write them: {@code Demo
 * Foundry/Plant 1/Melting/Furnace 1}. A slash within a name is written twice; no name begins with
 * one, so there is only one way to read a path.
 *
 * @param names at least one
 */
public record PlantPath(List<String> names) {
  private static final int MAX_DEPTH = 32;

  /**
   * @throws PlantException if there is no name, or one of them is none
   */
  public PlantPath {
    names = names.stream().map(name -> Fields.name("path", name)).toList();
    if (names.isEmpty() || names.size() > MAX_DEPTH) {
      throw new PlantException("path", "A path has 1 to " + MAX_DEPTH + " names.");
    }
  }

  /**
   * Reads the text form.
   *
   * @throws PlantException if a name is empty or too long
   */
  public static PlantPath parse(String text) {
    List<String> names = new ArrayList<>();
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '/') {
        name.append(c);
      } else if (i + 1 < text.length() && text.charAt(i + 1) == '/') {
        name.append('/');
        i++;
      } else {
        names.add(name.toString());
        name.setLength(0);
      }
    }
    names.add(name.toString());
    return new PlantPath(names);
  }

  /** The last name. */
  public String name() {
    return names.getLast();
  }

  /** Whether there is nothing above. */
  public boolean isRoot() {
    return names.size() == 1;
  }

  /**
   * The path without its last name.
   *
   * @throws PlantException if there is nothing above
   */
  public PlantPath parent() {
    return new PlantPath(names.subList(0, names.size() - 1));
  }

  /** The path of a child with this name. */
  public PlantPath child(String name) {
    List<String> longer = new ArrayList<>(names);
    longer.add(name);
    return new PlantPath(longer);
  }

  /** The text form. */
  @Override
  public String toString() {
    return String.join("/", names.stream().map(name -> name.replace("/", "//")).toList());
  }
}
