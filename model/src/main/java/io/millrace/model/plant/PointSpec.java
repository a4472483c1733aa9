package io.millrace.model.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.EnumerationId;
import io.millrace.model.point.Interpolation;
import io.millrace.model.point.PointTraits;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.ValueKind;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a point.
 *
 * @param asset what it is measured at; null if nobody said yet
 * @param name unique among the points of its asset, case apart
 * @param description for people; may be empty
 * @param tag the plant's own mark, such as {@code TI-101}; may be empty
 * @param externalKey by which imports find it again; unique within the organisation; may be empty
 * @param traits what decoding and history need to know
 * @param resolution the smallest step that its values make, in its unit; 0 if nobody knows
 * @param ranges what values to expect
 * @param role measured, commanded or derived
 * @param owner who answers for it; may be empty
 * @param classification who may know its values
 * @param enumeration what its codes mean; null unless its kind is an enumeration
 */
public record PointSpec(
    @Nullable AssetId asset,
    String name,
    String description,
    String tag,
    String externalKey,
    PointTraits traits,
    double resolution,
    PointRanges ranges,
    PointRole role,
    String owner,
    Classification classification,
    @Nullable EnumerationId enumeration) {
  /**
   * @throws PlantException naming the field that is wrong
   */
  public PointSpec {
    name = Fields.name("name", name);
    description = Fields.longText("description", description);
    tag = Fields.shortText("tag", tag);
    externalKey = Fields.shortText("key", externalKey);
    owner = Fields.shortText("owner", owner);
    ValueKind kind = traits.kind();
    if (!Double.isFinite(resolution) || resolution < 0) {
      throw new PlantException("resolution", "A resolution is a number that is not negative.");
    }
    if (!kind.isNumeric()) {
      refuseIf(!traits.unit().isEmpty(), "unit", "a unit", kind);
      refuseIf(resolution != 0, "resolution", "a resolution", kind);
      refuseIf(!ranges.isUnknown(), "ranges", "ranges", kind);
      refuseIf(traits.counter(), "counter", "the counter flag", kind);
      refuseIf(
          traits.interpolation() == Interpolation.LINEAR,
          "interpolation",
          "linear interpolation",
          kind);
    }
    refuseIf(
        enumeration != null && kind != ValueKind.ENUMERATION,
        "enumeration",
        "an enumeration",
        kind);
  }

  /** A point of a kind, with a name and nothing else. */
  public static PointSpec of(String name, ValueKind kind) {
    return new PointSpec(
        null,
        name,
        "",
        "",
        "",
        PointTraits.undefined(kind),
        0,
        PointRanges.UNKNOWN,
        PointRole.MEASURED,
        "",
        Classification.INTERNAL,
        null);
  }

  /** A copy to change. */
  public Builder edit() {
    return new Builder(this);
  }

  private static void refuseIf(boolean wrong, String field, String what, ValueKind kind) {
    if (wrong) {
      throw new PlantException(field, "A point of the kind " + kind + " cannot have " + what + ".");
    }
  }

  /** A spec in the making; {@link #build()} checks it. */
  public static final class Builder {
    private @Nullable AssetId asset;
    private String name;
    private String description;
    private String tag;
    private String externalKey;
    private final ValueKind kind;
    private String unit;
    private Interpolation interpolation;
    private SameTimePolicy sameTimePolicy;
    private boolean counter;
    private long expectedPeriodNs;
    private long retentionNs;
    private double resolution;
    private PointRanges ranges;
    private PointRole role;
    private String owner;
    private Classification classification;
    private @Nullable EnumerationId enumeration;

    private Builder(PointSpec spec) {
      asset = spec.asset;
      name = spec.name;
      description = spec.description;
      tag = spec.tag;
      externalKey = spec.externalKey;
      kind = spec.traits.kind();
      unit = spec.traits.unit();
      interpolation = spec.traits.interpolation();
      sameTimePolicy = spec.traits.sameTimePolicy();
      counter = spec.traits.counter();
      expectedPeriodNs = spec.traits.expectedPeriodNs();
      retentionNs = spec.traits.retentionNs();
      resolution = spec.resolution;
      ranges = spec.ranges;
      role = spec.role;
      owner = spec.owner;
      classification = spec.classification;
      enumeration = spec.enumeration;
    }

    public Builder asset(@Nullable AssetId value) {
      asset = value;
      return this;
    }

    public Builder name(String value) {
      name = value;
      return this;
    }

    public Builder description(String value) {
      description = value;
      return this;
    }

    public Builder tag(String value) {
      tag = value;
      return this;
    }

    public Builder externalKey(String value) {
      externalKey = value;
      return this;
    }

    /** UCUM code; empty for none. */
    public Builder unit(String value) {
      unit = value;
      return this;
    }

    public Builder interpolation(Interpolation value) {
      interpolation = value;
      return this;
    }

    public Builder sameTimePolicy(SameTimePolicy value) {
      sameTimePolicy = value;
      return this;
    }

    public Builder counter(boolean value) {
      counter = value;
      return this;
    }

    /** Nanoseconds; 0 if nobody knows. */
    public Builder expectedPeriodNs(long value) {
      expectedPeriodNs = value;
      return this;
    }

    /** Nanoseconds; 0 for the site's default. */
    public Builder retentionNs(long value) {
      retentionNs = value;
      return this;
    }

    public Builder resolution(double value) {
      resolution = value;
      return this;
    }

    public Builder ranges(PointRanges value) {
      ranges = value;
      return this;
    }

    public Builder role(PointRole value) {
      role = value;
      return this;
    }

    public Builder owner(String value) {
      owner = value;
      return this;
    }

    public Builder classification(Classification value) {
      classification = value;
      return this;
    }

    public Builder enumeration(@Nullable EnumerationId value) {
      enumeration = value;
      return this;
    }

    public PointSpec build() {
      return new PointSpec(
          asset,
          name,
          description,
          tag,
          externalKey,
          new PointTraits(
              kind, unit, interpolation, sameTimePolicy, counter, expectedPeriodNs, retentionNs),
          resolution,
          ranges,
          role,
          owner,
          classification,
          enumeration);
    }
  }
}
