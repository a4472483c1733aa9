package io.millrace.registry.search;

import io.millrace.model.plant.EntityType;
import java.util.List;

/**
 * In what sort of thing, and in which of its fields, a word stands. Stored as one number, of which
 * the rows of a word are in order: assets before points before sources, names before the rest.
 */
record Place(EntityType type, SearchField field) {
  private static final List<EntityType> TYPES =
      List.of(EntityType.ASSET, EntityType.POINT, EntityType.SOURCE);
  private static final List<SearchField> FIELDS =
      List.of(SearchField.NAME, SearchField.TAG, SearchField.ADDRESS, SearchField.PATH);

  /** The number that is stored; it never changes its meaning. */
  int code() {
    return TYPES.indexOf(type) * FIELDS.size() + field.rank();
  }

  static Place ofCode(int code) {
    return new Place(TYPES.get(code / FIELDS.size()), FIELDS.get(code % FIELDS.size()));
  }

  /** Whether what stands below is found by the word too. */
  boolean isPassedDown() {
    return type == EntityType.ASSET && (field == SearchField.NAME || field == SearchField.PATH);
  }

  /** The codes of the places that are passed down, for SQL. */
  static String passedDown() {
    return "("
        + new Place(EntityType.ASSET, SearchField.NAME).code()
        + ", "
        + new Place(EntityType.ASSET, SearchField.PATH).code()
        + ")";
  }
}
