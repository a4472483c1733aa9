package io.millrace.registry.search;

/** In what a word was found, the best first. The {@link #code()} is stored and never changes. */
public enum SearchField {
  /** The thing's own name. */
  NAME(0),
  /** Its tag, its key, or another name that it has or had. */
  TAG(1),
  /** The address that its values come from. */
  ADDRESS(2),
  /** A name above it. */
  PATH(3);

  private static final SearchField[] ALL = values();

  private final int code;

  SearchField(int code) {
    this.code = code;
  }

  /** The number that is stored. */
  int code() {
    return code;
  }

  static SearchField ofCode(int code) {
    return ALL[code];
  }
}
