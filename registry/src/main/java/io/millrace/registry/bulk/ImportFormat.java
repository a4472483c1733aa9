package io.millrace.registry.bulk;

/** The form of a file. */
public enum ImportFormat {
  /** A whole plant, or a part of it. */
  JSON,
  /** A list of assets or of points. */
  CSV
}
