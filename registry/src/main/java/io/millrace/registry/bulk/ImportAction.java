package io.millrace.registry.bulk;

/** What an import does to a thing. */
public enum ImportAction {
  CREATE,
  CHANGE,
  /** It is already as the file says. */
  KEEP
}
