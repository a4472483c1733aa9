package io.millrace.web.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.EnumerationId;
import io.millrace.model.id.PointId;
import io.millrace.model.plant.Classification;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointRole;
import io.millrace.model.plant.PointSpec;
import io.millrace.model.plant.PointStatus;
import io.millrace.model.point.Interpolation;
import io.millrace.model.point.PointTraits;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.ValueKind;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A point, as the API shows it. */
public record PointView(
    PointId id,
    @Field("What it is measured at; absent if nobody said yet.") @Nullable AssetId asset,
    String name,
    PointStatus status,
    ValueKind kind,
    @Field("UCUM code; empty for none.") String unit,
    String description,
    @Field("The plant's own mark, such as TI-101; may be empty.") String tag,
    @Field("By which imports find it again; may be empty.") String key,
    Interpolation interpolation,
    @Field("What becomes of a second value of the same time.") SameTimePolicy sameTime,
    @Field("Whether it only rises, until it begins again at zero.") boolean counter,
    @Field("How often a value is expected, such as 1s; absent if nobody knows.")
        @Nullable String expectedPeriod,
    @Field("How long samples are kept, such as 90d; absent for the default.")
        @Nullable String retention,
    @Field("The smallest step that its values make, in its unit; 0 if nobody knows.")
        double resolution,
    @Nullable RangesView ranges,
    PointRole role,
    @Field("Who answers for it; may be empty.") String owner,
    Classification classification,
    @Field("What its codes mean.") @Nullable EnumerationId enumeration,
    Instant createdAt,
    @Field("Rises by one with each change.") long version) {
  static PointView of(Point point) {
    PointSpec spec = point.spec();
    PointTraits traits = spec.traits();
    return new PointView(
        point.id(),
        spec.asset(),
        spec.name(),
        point.status(),
        traits.kind(),
        traits.unit(),
        spec.description(),
        spec.tag(),
        spec.externalKey(),
        traits.interpolation(),
        traits.sameTimePolicy(),
        traits.counter(),
        DurationField.orNull(traits.expectedPeriodNs()),
        DurationField.orNull(traits.retentionNs()),
        spec.resolution(),
        RangesView.of(spec.ranges()),
        spec.role(),
        spec.owner(),
        spec.classification(),
        spec.enumeration(),
        ApiTime.of(point.createdAtNs()),
        point.version());
  }
}
