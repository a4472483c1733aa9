package io.millrace.pipeline.decode;

/** What became of a record. For messages: received = decoded + quarantined + refused (law 10). */
public enum Outcome {
  /** It yielded its samples, which may be none. Single lines of it may be in quarantine. */
  DECODED,
  /** It cannot be read or mapped and goes to quarantine as a whole. */
  QUARANTINED,
  /** A mapping rule says that messages of this channel are not wanted. */
  IGNORED_BY_MAPPING,
  /** Millrace wrote it itself; it yielded samples but was not received. */
  SYSTEM,
  /** It is no message but a fact that a front keeps for itself; not counted as received. */
  NOT_A_MESSAGE
}
