package io.millrace.pipeline.context;

import io.millrace.model.context.RelayMark;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Which records of the context lane were there before: whoever relays changes to the journal hands
 * on each at least once, and what is not harmless twice (a deletion, an order to decode anew) must
 * hold once. Follows from the lane alone, so every reader and every replay agree.
 */
final class Repeats {
  private final Map<UUID, RelayMark> lastByRegistry = new HashMap<>();
  private final Offsets offsets = new Offsets();

  /** Notes a record; true if it is a repeat. */
  boolean isRepeated(long offset, RelayMark mark) {
    RelayMark last = lastByRegistry.get(mark.registry());
    if (last != null && mark.isRepeatedAfter(last)) {
      offsets.add(offset);
      return true;
    }
    return false;
  }

  /** A change was understood; what comes again of it is a repeat. */
  void taken(RelayMark mark) {
    lastByRegistry.put(mark.registry(), mark);
  }

  /** Whether the record at an offset is a repeat. */
  boolean contains(long offset) {
    return offsets.contains(offset);
  }
}
