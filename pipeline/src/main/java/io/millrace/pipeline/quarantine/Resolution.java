package io.millrace.pipeline.quarantine;

import io.millrace.model.context.ContextChange.QuarantineResolution;
import io.millrace.model.id.UserId;

/** What was decided about an entry, by whom and when (nanoseconds since the epoch). */
public record Resolution(EntryId id, QuarantineResolution what, UserId by, long atNs) {}
