package io.millrace.web.quarantine;

import io.millrace.model.id.SourceId;
import io.millrace.pipeline.quarantine.QuarantineEntry;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import java.util.Map;

/** A message, or a line of one, that could not become samples. */
public record QuarantinedMessage(
    @Field("Names the entry.") String id,
    SourceId source,
    @Field("Error code.") String code,
    @Field("Why, in a sentence.") String reason,
    @Field("Number of the line, from 1; 0 if there is none.") int line,
    @Field("Path, column or option; empty if none can be named.") String field,
    @Field("MQTT topic or HTTP path.") String channel,
    @Field("What the sender said that it is; may be empty.") String contentType,
    @Field("Whose credential was used.") String principal,
    Map<String, String> attributes,
    @Field("When it arrived.") Instant received,
    @Field("Length of the content.") int bytes) {
  static QuarantinedMessage of(QuarantineEntry entry) {
    return new QuarantinedMessage(
        entry.id().toString(),
        entry.source(),
        entry.code(),
        entry.reason(),
        entry.line(),
        entry.field(),
        entry.channel(),
        entry.contentType(),
        entry.principal(),
        entry.attributes(),
        ApiTime.of(entry.receiveTimeNs()),
        entry.bytes());
  }
}
