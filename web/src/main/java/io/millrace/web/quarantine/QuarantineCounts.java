package io.millrace.web.quarantine;

import io.millrace.model.id.SourceId;
import io.millrace.web.json.Field;
import java.util.List;

/** What is in quarantine, counted. */
public record QuarantineCounts(
    @Field("Entries now that the caller may see.") int entries,
    @Field("Their bytes.") long bytes,
    @Field("By source, code and channel, the most first.") List<QuarantineGroup> groups,
    @Field("Of the whole server: what came when a limit was met, and is only in the journal.")
        long notKept,
    @Field("Of the whole server: entries that went because of age or for want of room.")
        long expired,
    @Field("Of the whole server: entries that were retried or discarded.") long resolved) {
  /** Entries that are alike. */
  public record QuarantineGroup(SourceId source, String code, String channel, int entries) {}
}
