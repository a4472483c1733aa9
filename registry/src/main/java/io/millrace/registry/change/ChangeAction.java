package io.millrace.registry.change;

/** What was done. The name is stored. */
public enum ChangeAction {
  CREATED,
  CHANGED,
  RETIRED,
  RESTORED,
  DELETED,
  /** Values of an unmapped point were first seen. */
  DISCOVERED,
  /** A person said what an unmapped point is. */
  ADOPTED,
  /** A person took that back. */
  ADOPTION_UNDONE,
  /** A person said that nobody cares for an unmapped point. */
  DISMISSED,
  /** An address belongs to the point from a time on. */
  BOUND,
  /** An address belongs to the point no more. */
  UNBOUND,
  /** A device sits at an asset from a time on. */
  PLACED,
  /** Samples of the point were deleted. */
  SAMPLES_DELETED
}
