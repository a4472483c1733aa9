package io.millrace.broker.intake;

import io.millrace.journal.JournalException;

/** Something that waits until all that its connection sent before is durable. */
public interface DurableAction {
  /** It is durable, and the acknowledgements before this are written. On the event loop. */
  void durable();

  /** It could not be made durable. On the event loop. */
  void failed(JournalException why);
}
