package io.millrace.web.stream;

import io.millrace.web.json.Field;
import org.jspecify.annotations.Nullable;

/** How far a piece of work is that takes its time. Told to the principal that began it. */
public record JobProgress(
    @Field("Names the job.") String id,
    @Field("What it does, such as 'upload'.") String kind,
    @Field("Who began it.") String principal,
    @Field("RUNNING, DONE, FAILED or STOPPED.") String state,
    @Field(value = "How much is done.", min = 0, max = 1) double share,
    @Field("A sentence for a person; absent if there is nothing to say.")
        @Nullable String message) {}
