package io.millrace.journal;

/**
 * Records that a reader asked for and that are not there. Whoever reads must show it; skipping it
 * in silence breaks law 2.
 *
 * @param partition the partition
 * @param fromOffset first offset that was asked for and is missing
 * @param nextOffset where reading goes on: the first offset after the missing ones; for {@link
 *     Reason#BEYOND_END} the journal's end, which lies before {@code fromOffset}
 * @param reason why they are missing
 * @param detail a sentence for a person
 */
public record Loss(int partition, long fromOffset, long nextOffset, Reason reason, String detail)
    implements JournalItem {
  /** Why records are missing. */
  public enum Reason {
    /** Retention passed the cursor. */
    OVERTAKEN,
    /** The cursor stood beyond the journal's end: the journal is older than the reader's state. */
    BEYOND_END,
    /** A stored block is damaged. */
    DAMAGED
  }
}
