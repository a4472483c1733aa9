package io.millrace.pipeline.quarantine;

import io.millrace.model.id.SourceId;
import java.util.Map;

/**
 * A message, or a line of one, that could not become samples.
 *
 * @param code name of the error code
 * @param reason a sentence for a person
 * @param line number of the line, from 1; 0 if there is none
 * @param field the path, column or option; empty if none can be named
 * @param channel the journal's channel name
 * @param contentType what the sender said that the bytes are; empty if nothing
 * @param principal whose credential was used
 * @param attributes of the record
 * @param receiveTimeNs when it arrived, nanoseconds since the epoch
 * @param bytes how long the content is
 */
public record QuarantineEntry(
    EntryId id,
    SourceId source,
    String code,
    String reason,
    int line,
    String field,
    String channel,
    String contentType,
    String principal,
    Map<String, String> attributes,
    long receiveTimeNs,
    int bytes) {
  public QuarantineEntry {
    attributes = Map.copyOf(attributes);
  }

  /**
   * The id that the message, or line, had when it came into quarantine first, so that it is counted
   * as one however often it was retried.
   */
  EntryId firstId() {
    EntryId earlier = EntryId.ofRetry(attributes);
    return id.part() == 0 && earlier != null ? earlier : id;
  }
}
