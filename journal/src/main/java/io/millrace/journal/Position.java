package io.millrace.journal;

/**
 * Where one record stands. Offsets ascend within a partition, may have holes, and are never reused.
 *
 * @param partition the partition's number, from 0
 * @param offset the record's offset within the partition, from 0
 */
public record Position(int partition, long offset) {
  public Position {
    if (partition < 0 || offset < 0) {
      throw new IllegalArgumentException(
          "A position has no negative parts: partition " + partition + ", offset " + offset + ".");
    }
  }
}
