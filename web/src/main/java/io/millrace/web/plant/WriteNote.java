package io.millrace.web.plant;

import io.millrace.web.json.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something to write down. */
public record WriteNote(
    @Field("What time it is about; now if absent.") @Nullable Instant at,
    @Field(value = "What is to be remembered.", minLength = 1) String text) {}
