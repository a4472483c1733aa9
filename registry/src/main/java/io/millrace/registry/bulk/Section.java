package io.millrace.registry.bulk;

import org.jspecify.annotations.Nullable;

/** The sorts of things that a file lists, in the order in which they are taken in. */
enum Section {
  CALENDARS("calendars"),
  ENUMERATIONS("enumerations"),
  STATE_MODELS("stateModels"),
  SOURCES("sources"),
  ASSETS("assets"),
  POINTS("points");

  private final String field;

  Section(String field) {
    this.field = field;
  }

  /** The name of the list in a JSON file. */
  String field() {
    return field;
  }

  /** The section of a list; null if there is none of this name. */
  static @Nullable Section ofField(String field) {
    for (Section section : values()) {
      if (section.field.equals(field)) {
        return section;
      }
    }
    return null;
  }
}
