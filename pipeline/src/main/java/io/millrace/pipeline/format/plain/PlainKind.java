package io.millrace.pipeline.format.plain;

/** What a plain message may be. */
enum PlainKind {
  /** A number if it looks like one, else a word for true or false, else a text. */
  ANY,
  /** A number; anything else is an error. */
  NUMBER,
  /** A word for true or false, or 1 or 0; anything else is an error. */
  BOOLEAN,
  /** A text, whatever it looks like. */
  TEXT
}
