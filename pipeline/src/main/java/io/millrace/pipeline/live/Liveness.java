package io.millrace.pipeline.live;

/** Whether a source is there. */
public enum Liveness {
  /** Nothing was ever heard of it. */
  NEVER_SEEN,
  /** It was heard of; whether it should have been since then nobody has said. */
  SEEN,
  /** It was heard of within its expected period, or a little longer ago. */
  ALIVE,
  /** It has been silent for too long. */
  LOST
}
