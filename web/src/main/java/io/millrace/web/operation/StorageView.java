package io.millrace.web.operation;

import io.millrace.web.json.Field;

/** What the server's data takes. */
public record StorageView(
    @Field("Of the journal, on disk.") long journalBytes,
    @Field("Payload bytes of the raw messages that are kept; an estimate.") long rawBytes,
    @Field("Raw messages that are kept.") long rawMessages,
    @Field("Of history, on disk; 0 if its engine does not know.") long historyBytes,
    @Field("Of history in memory, for writes that are not on disk yet.") long historyMemoryBytes,
    @Field("Points of history that are in memory.") int historyPoints,
    @Field("Damaged rows that were met since the start.") long historyDamagedRows) {}
