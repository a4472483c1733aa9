package io.millrace.journal;

/**
 * How far a cursor is behind the durable end; an estimate (offsets may have holes).
 *
 * @param records records that are still to be read
 * @param bytes their payload bytes
 * @param ageNs how long ago the first of them was taken in, in nanoseconds; 0 if there is none
 */
public record Lag(long records, long bytes, long ageNs) {
  /** Nothing is left to read. */
  public static final Lag NONE = new Lag(0, 0, 0);
}
