package io.millrace.model.context;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a record of the context lane came from, kept as attributes of the record. A relay hands on
 * each change at least once, in order; so a reader that keeps the last mark of each registry drops
 * whatever {@linkplain #isRepeatedAfter comes again}.
 *
 * @param registry the outbox that counts; another one after a restore from a backup
 * @param sequence rises by one with each change of that outbox; from 1
 */
public record RelayMark(UUID registry, long sequence) {
  private static final String REGISTRY = "registry";
  private static final String SEQUENCE = "sequence";

  /** The mark as attributes of a journal record. */
  public Map<String, String> toAttributes() {
    return Map.of(REGISTRY, registry.toString(), SEQUENCE, Long.toString(sequence));
  }

  /**
   * The mark of a record; empty if it did not come out of an outbox.
   *
   * @throws ContextException {@link ContextError#CONTEXT_CHANGE_UNREADABLE} if it is damaged
   */
  public static Optional<RelayMark> ofAttributes(Map<String, String> attributes) {
    String registry = attributes.get(REGISTRY);
    String sequence = attributes.get(SEQUENCE);
    if (registry == null || sequence == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(new RelayMark(UUID.fromString(registry), Long.parseLong(sequence)));
    } catch (IllegalArgumentException e) {
      throw new ContextException(
          ContextError.CONTEXT_CHANGE_UNREADABLE,
          "A record of the context lane has a mark that cannot be read.",
          e);
    }
  }

  /** Whether this record was there before, given the last one that a reader has taken in. */
  public boolean isRepeatedAfter(RelayMark last) {
    return registry.equals(last.registry) && sequence <= last.sequence;
  }
}
