package io.millrace.journal.reader;

import io.millrace.journal.Cursor;
import io.millrace.journal.Lag;

/**
 * A reader as it is shown; counters are since it was started in this process.
 *
 * @param message why it retries or failed, in a sentence; empty otherwise
 * @param applied what its state in memory covers
 * @param committed what its last commit covers
 * @param lag from {@code applied} to the durable end
 * @param records journal records folded; those folded again after a failure count again
 * @param bytes their payload bytes
 * @param commits commits made
 * @param losses losses that it was told of
 * @param failures how often it failed
 */
public record ReaderStatistics(
    String name,
    ReaderState state,
    String message,
    Cursor applied,
    Cursor committed,
    Lag lag,
    long records,
    long bytes,
    long commits,
    long losses,
    long failures) {}
