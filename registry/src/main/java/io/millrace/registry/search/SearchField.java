package io.millrace.registry.search;

/** In what a word was found, the best first. */
public enum SearchField {
  /** The thing's own name. */
  NAME,
  /** Its tag, its key, or another name that it has or had. */
  TAG,
  /** The address that its values come from. */
  ADDRESS,
  /** A name above it. */
  PATH
}
