package io.millrace.registry.search;

/** In what a word was found, the best first. */
public enum SearchField {
  /** The thing's own name. */
  NAME(0),
  /** Its tag, its key, or another name that it has or had. */
  TAG(1),
  /** The address that its values come from. */
  ADDRESS(2),
  /** A name above it. */
  PATH(3);

  private final int rank;

  SearchField(int rank) {
    this.rank = rank;
  }

  /** Its place among the fields, from 0, the best; stored, so it never changes. */
  int rank() {
    return rank;
  }
}
