package io.millrace.model.plant;

/** Where a point stands between discovery and the end of its use. */
public enum PointStatus {
  /** Its values arrive, and nobody has said yet what they are. */
  UNMAPPED,
  /** Its values arrive, and somebody said that nobody cares. */
  DISMISSED,
  /** It is described. */
  ACTIVE,
  /** It is out of use: kept with its history, and its name free again. */
  RETIRED
}
