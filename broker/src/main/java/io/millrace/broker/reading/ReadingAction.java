package io.millrace.broker.reading;

/** Something for the reading thread to do when it has come far enough. On the reading thread. */
public interface ReadingAction {
  /** Everything before the cursor has been folded and distributed, nothing after it. */
  void run();

  /** Reading has ended, so that will never be so. */
  void readingEnded();
}
