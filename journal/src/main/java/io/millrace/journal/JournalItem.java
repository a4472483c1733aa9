package io.millrace.journal;

/** What reading yields: records, or the plain statement that some are missing (law 2). */
public sealed interface JournalItem permits Block, Loss {
  /** The partition that it belongs to. */
  int partition();

  /** The offset after it: where reading goes on. */
  long nextOffset();
}
