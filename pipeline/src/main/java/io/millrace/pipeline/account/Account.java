package io.millrace.pipeline.account;

/**
 * What was counted of one source, in one unit per line (law 10):
 *
 * <ul>
 *   <li>messages: {@code received = decoded + quarantined + ignored};
 *   <li>values: {@code samples + unmapped}; each sample then goes to history, which counts what
 *       became of it.
 * </ul>
 *
 * @param received messages that were acknowledged
 * @param bulk those of them that came through the bulk lane
 * @param bytes their payload bytes
 * @param decoded messages that became samples, maybe none
 * @param quarantined messages that are, or were when they were discarded, in quarantine
 * @param ignored messages that a mapping rule says are not wanted
 * @param rejectedParts single lines of decoded messages that went to quarantine
 * @param retried messages that were decoded again out of quarantine; they are received once
 * @param system records that Millrace wrote itself about the source
 * @param samples samples decoded, those of system records included
 * @param unmapped values that belong to no point and may not make one
 * @param setAside values whose claimed time cannot be
 * @param expected messages that are known to have been sent or due: received ones with a sequence
 *     number or a period, and missing ones
 * @param missing those of them that did not come (yet)
 */
public record Account(
    long received,
    long bulk,
    long bytes,
    long decoded,
    long quarantined,
    long ignored,
    long rejectedParts,
    long retried,
    long system,
    long samples,
    long unmapped,
    long setAside,
    long expected,
    long missing) {
  /** Nothing. */
  public static final Account ZERO = new Account(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Whether the messages balance. */
  public boolean balances() {
    return received == decoded + quarantined + ignored;
  }
}
