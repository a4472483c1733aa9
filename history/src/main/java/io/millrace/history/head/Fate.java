package io.millrace.history.head;

/** What became of a sample that was to be written (laws 10 and 12). */
public enum Fate {
  /** It is kept. */
  STORED(0),
  /** Another one with the same time, value and quality is kept already. */
  DUPLICATE(1),
  /** It took the place of one with the same time, by the point's policy. */
  REPLACED(2),
  /** It lies in a range that was deleted. */
  DELETED(3),
  /** It is older than what retention keeps. */
  EXPIRED(4),
  /**
   * It cannot be kept: its kind is not the point's, its text is too long, or its point has too many
   * samples of one time.
   */
  REFUSED(5);

  /** How many there are. */
  static final int COUNT = 6;

  private final int code;

  Fate(int code) {
    this.code = code;
  }

  /** The number that stands for it in stored counts; never changes. */
  int code() {
    return code;
  }
}
