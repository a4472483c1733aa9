package io.millrace.security.audit;

/** How it ended. */
public enum Outcome {
  /** It was done. */
  DONE,
  /** It was refused. */
  REFUSED
}
