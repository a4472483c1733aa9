package io.millrace.model.point;

/** What a point's value was between two samples. */
public enum Interpolation {
  /** The value of the earlier sample held until the later one. */
  STEPPED,
  /** It went straight from one to the other. */
  LINEAR
}
