package io.millrace.model.plant;

/** Which way a point's values go. */
public enum PointRole {
  /** The plant says it. */
  MEASURED,
  /** The plant is told it: a set point, a command. */
  COMMANDED,
  /** It is computed from others. */
  DERIVED
}
