package io.millrace.pipeline.quarantine;

import io.millrace.pipeline.decode.SystemRecords;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Names what is in quarantine: a record of the journal, or a part of it.
 *
 * @param partition the journal's partition
 * @param offset the record's offset
 * @param part 0 for the whole message, else the number of the rejected part, from 1
 */
public record EntryId(int partition, long offset, int part) implements Comparable<EntryId> {
  /**
   * Reads {@link #toString()}.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static EntryId of(String text) {
    String[] parts = text.split("-", -1);
    if (parts.length != 3) {
      throw new IllegalArgumentException("'" + text + "' does not name an entry of quarantine.");
    }
    return new EntryId(
        Integer.parseInt(parts[0]), Long.parseLong(parts[1]), Integer.parseInt(parts[2]));
  }

  /** Which entry a record is a retry of, by its attributes; null if they do not say. */
  public static @Nullable EntryId ofRetry(Map<String, String> attributes) {
    String text = attributes.get(SystemRecords.RETRY_OF);
    try {
      return text == null ? null : of(text);
    } catch (IllegalArgumentException e) {
      return null; // not one of ours
    }
  }

  /** Whether both are the same record of the journal, or parts of it. */
  boolean isOfSameRecord(EntryId other) {
    return partition == other.partition && offset == other.offset;
  }

  @Override
  public int compareTo(EntryId other) {
    int byPartition = Integer.compare(partition, other.partition);
    int byOffset = Long.compare(offset, other.offset);
    return byPartition != 0
        ? byPartition
        : byOffset != 0 ? byOffset : Integer.compare(part, other.part);
  }

  @Override
  public String toString() {
    return partition + "-" + offset + "-" + part;
  }
}
