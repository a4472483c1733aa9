package io.millrace.web.plant;

import static io.millrace.web.plant.AssetBody.orEmpty;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.EnumerationId;
import io.millrace.model.plant.Classification;
import io.millrace.model.plant.PointRole;
import io.millrace.model.plant.PointSpec;
import io.millrace.model.point.Interpolation;
import io.millrace.model.point.PointTraits;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.ValueKind;
import io.millrace.web.json.Field;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a person says of a point; what is absent is unknown, or as is usual for its kind. */
public record PointBody(
    @Field("What it is measured at.") @Nullable AssetId asset,
    @Field("Unique among the points of its asset, case apart.") String name,
    @Field("What values it has; a point keeps its kind for ever.") ValueKind kind,
    @Field("UCUM code, such as Cel or kW.h.") @Nullable String unit,
    @Nullable String description,
    @Field("The plant's own mark, such as TI-101.") @Nullable String tag,
    @Field("By which imports find it again; unique in the organisation.") @Nullable String key,
    @Nullable Interpolation interpolation,
    @Field("What becomes of a second value of the same time.") @Nullable SameTimePolicy sameTime,
    @Field("Whether it only rises, until it begins again at zero.") @Nullable Boolean counter,
    @Field("How often a value is expected, such as 1s.") @Nullable String expectedPeriod,
    @Field("How long samples are kept, such as 90d.") @Nullable String retention,
    @Field("The smallest step that its values make, in its unit.") @Nullable Double resolution,
    @Nullable RangesView ranges,
    @Nullable PointRole role,
    @Field("Who answers for it.") @Nullable String owner,
    @Nullable Classification classification,
    @Field("What its codes mean; for the kind ENUMERATION only.")
        @Nullable EnumerationId enumeration) {
  /** What a body would have to say to describe a point so. */
  static PointBody of(PointSpec spec) {
    PointTraits traits = spec.traits();
    return new PointBody(
        spec.asset(),
        spec.name(),
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
        spec.enumeration());
  }

  PointSpec spec() {
    PointSpec usual = PointSpec.of(name, kind);
    return usual
        .edit()
        .asset(asset)
        .unit(orEmpty(unit))
        .description(orEmpty(description))
        .tag(orEmpty(tag))
        .externalKey(orEmpty(key))
        .interpolation(Objects.requireNonNullElse(interpolation, usual.traits().interpolation()))
        .sameTimePolicy(Objects.requireNonNullElse(sameTime, usual.traits().sameTimePolicy()))
        .counter(Boolean.TRUE.equals(counter))
        .expectedPeriodNs(DurationField.ns("expectedPeriod", expectedPeriod, 0))
        .retentionNs(DurationField.ns("retention", retention, 0))
        .resolution(Objects.requireNonNullElse(resolution, 0.0))
        .ranges(RangesView.ranges(ranges))
        .role(Objects.requireNonNullElse(role, usual.role()))
        .owner(orEmpty(owner))
        .classification(Objects.requireNonNullElse(classification, usual.classification()))
        .enumeration(enumeration)
        .build();
  }
}
