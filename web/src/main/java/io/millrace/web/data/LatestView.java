package io.millrace.web.data;

import io.millrace.model.id.PointId;
import io.millrace.model.sample.SampleValue;
import io.millrace.web.json.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The latest value of a point. */
public record LatestView(
    PointId point,
    @Field("Source time.") Instant time,
    @Field("The value; for bad quality whatever came with it, not to be used.") SampleValue value,
    @Field("OPC UA status code (OPC 10000-4, 7.39); absent for 0, which is good.")
        @Nullable Long quality,
    @Field("When it arrived; absent for a value that was brought in as past data.")
        @Nullable Instant received) {}
