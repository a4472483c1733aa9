package io.millrace.model.plant;

/** Who may come to know the values of a point. */
public enum Classification {
  /** Anybody. */
  OPEN,
  /** Whoever belongs to the organisation. */
  INTERNAL,
  /** Whoever is named. */
  RESTRICTED,
  /** It is about a person: encrypted per subject, erased on demand (law 15). */
  PERSONAL
}
