package io.millrace.web.data;

import io.millrace.model.id.PointId;
import io.millrace.web.json.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Samples of a point. */
public record SampleList(
    PointId point,
    @Field("In the order that was asked for; those of the same time in that of the journal.")
        List<SampleView> samples,
    @Field("Where the next page begins: send it as 'after'. Absent on the last page.")
        @Nullable String next,
    @Field("What is missing because it is damaged; absent if nothing is.")
        @Nullable List<DamageView> damages) {}
