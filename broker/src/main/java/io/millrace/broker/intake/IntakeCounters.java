package io.millrace.broker.intake;

/**
 * What the intake of one event loop has counted since it began. Written by the loop, read by any
 * thread; a reader may see some counts a little earlier than others.
 */
public final class IntakeCounters {
  private volatile long records;
  private volatile long bytes;
  private volatile long batches;
  private volatile long busyRetries;
  private volatile long failedRecords;

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only the event loop writes.
  void appended(long moreRecords, long moreBytes) {
    records += moreRecords;
    bytes += moreBytes;
    batches++;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only the event loop writes.
  void busy() {
    busyRetries++;
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // Only the event loop writes.
  void failed(long moreRecords) {
    failedRecords += moreRecords;
  }

  /** Records that are durable. */
  public long records() {
    return records;
  }

  /** Their payload bytes. */
  public long bytes() {
    return bytes;
  }

  /** Batches in which they were appended. */
  public long batches() {
    return batches;
  }

  /** Appends that the journal put off. */
  public long busyRetries() {
    return busyRetries;
  }

  /** Records that the journal could not store. */
  public long failedRecords() {
    return failedRecords;
  }
}
