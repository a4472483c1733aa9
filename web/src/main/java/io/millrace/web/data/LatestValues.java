package io.millrace.web.data;

import io.millrace.web.json.Field;
import java.time.Instant;
import java.util.List;

/** Latest values of points. */
public record LatestValues(
    @Field("The server's time.") Instant now,
    @Field("One per point that has a value, in no order.") List<LatestView> values) {}
