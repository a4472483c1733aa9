package io.millrace.web.quarantine;

import io.millrace.web.json.Field;

/** What became of a decision. */
public record QuarantineDecision(
    @Field("How many entries it is about; lines of one message share its fate.") int entries,
    @Field("Whether there are more that fit; ask again.") boolean more) {}
