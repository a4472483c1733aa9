package io.millrace.web.plant;

import io.millrace.web.json.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Another unit of a point. */
public record ChangeUnit(
    @Field(value = "UCUM code; empty for none.", maxLength = 200) String unit,
    @Field("From which source time on samples are stored in it; absent for now on.")
        @Nullable Instant from,
    @Field(
            "True if the unit was wrong from the beginning: all samples are taken to be in this one,"
                + " and none is converted.")
        @Nullable Boolean correction) {}
