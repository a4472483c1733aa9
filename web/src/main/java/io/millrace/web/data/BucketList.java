package io.millrace.web.data;

import io.millrace.model.id.PointId;
import io.millrace.web.json.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Buckets of a point. */
public record BucketList(
    PointId point,
    @Field("UCUM code of the point's unit now; empty for none.") String unit,
    @Field("In the order of time.") List<BucketView> buckets,
    @Field("What is missing because it is damaged; absent if nothing is.")
        @Nullable List<DamageView> damages) {}
