package io.millrace.web.quarantine;

import io.millrace.model.id.SourceId;
import io.millrace.web.json.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which entries are meant: by name, or all of a source or of a code. */
public record QuarantineChoice(
    @Field(value = "Their ids; instead of the others.", minLength = 1, maxLength = 1_000)
        @Nullable List<String> entries,
    @Field("All of this source.") @Nullable SourceId source,
    @Field(value = "All with this error code; with a source, only those of it.", maxLength = 100)
        @Nullable String code) {}
