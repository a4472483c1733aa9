package io.millrace.model.plant;

import io.millrace.model.context.ContextChange.MappingRule;
import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.time.Times;
import java.util.List;

/**
 * What a person says of a source, that under whose identity data arrives.
 *
 * @param name unique within the organisation, case apart
 * @param description for people; may be empty
 * @param externalKey by which imports find it again; unique within the organisation; may be empty
 * @param unknownPoints what becomes of values for which there is no binding
 * @param maxUnmappedPoints how many points nobody has described it may bring
 * @param clockToleranceNs how far its clock may run ahead (law 11), nanoseconds
 * @param expectedPeriodNs how often it is expected to send anything, nanoseconds; 0 if nobody knows
 * @param simulated whether its data is made up and must be shown as such
 * @param limits what it may send
 * @param mapping how its messages are read; the first rule that matches a channel applies
 */
public record SourceSpec(
    String name,
    String description,
    String externalKey,
    UnknownPoints unknownPoints,
    int maxUnmappedPoints,
    long clockToleranceNs,
    long expectedPeriodNs,
    boolean simulated,
    SourceLimits limits,
    List<MappingRule> mapping) {
  /** How many unmapped points a source may have if nobody says otherwise. */
  public static final int DEFAULT_MAX_UNMAPPED_POINTS = 1_000;

  /** How far a clock may run ahead if nobody says otherwise. */
  public static final long DEFAULT_CLOCK_TOLERANCE_NS = 10 * Times.SECOND;

  private static final int UNMAPPED_POINTS_LIMIT = 100_000;
  private static final int MAX_RULES = 100;
  private static final int MAX_CHANNEL = 1_024;
  private static final int MAX_OPTIONS = 32;

  /**
   * @throws PlantException naming the field that is wrong
   */
  public SourceSpec {
    name = Fields.name("name", name);
    description = Fields.longText("description", description);
    externalKey = Fields.shortText("key", externalKey);
    if (maxUnmappedPoints < 0 || maxUnmappedPoints > UNMAPPED_POINTS_LIMIT) {
      throw new PlantException(
          "maxUnmappedPoints",
          "A source has 0 to "
              + UNMAPPED_POINTS_LIMIT
              + " unmapped points, not "
              + maxUnmappedPoints
              + ".");
    }
    Fields.notNegative("clockTolerance", clockToleranceNs);
    Fields.notNegative("expectedPeriod", expectedPeriodNs);
    mapping = List.copyOf(mapping);
    if (mapping.size() > MAX_RULES) {
      throw new PlantException("mapping", "A source has at most " + MAX_RULES + " mapping rules.");
    }
    for (MappingRule rule : mapping) {
      Fields.atMost("mapping", rule.channelFilter(), MAX_CHANNEL);
      Fields.label("mapping", rule.format());
      if (rule.channelFilter().isEmpty() || rule.options().size() > MAX_OPTIONS) {
        throw new PlantException(
            "mapping",
            "A mapping rule needs a channel filter and has at most " + MAX_OPTIONS + " options.");
      }
    }
  }

  /** A source with a name and the usual policy. */
  public static SourceSpec of(String name) {
    return new SourceSpec(
        name,
        "",
        "",
        UnknownPoints.UNMAPPED,
        DEFAULT_MAX_UNMAPPED_POINTS,
        DEFAULT_CLOCK_TOLERANCE_NS,
        0,
        false,
        SourceLimits.DEFAULT,
        List.of());
  }

  /** A copy to change. */
  public Builder edit() {
    return new Builder(this);
  }

  /** A spec in the making; {@link #build()} checks it. */
  public static final class Builder {
    private String name;
    private String description;
    private String externalKey;
    private UnknownPoints unknownPoints;
    private int maxUnmappedPoints;
    private long clockToleranceNs;
    private long expectedPeriodNs;
    private boolean simulated;
    private SourceLimits limits;
    private List<MappingRule> mapping;

    private Builder(SourceSpec spec) {
      name = spec.name;
      description = spec.description;
      externalKey = spec.externalKey;
      unknownPoints = spec.unknownPoints;
      maxUnmappedPoints = spec.maxUnmappedPoints;
      clockToleranceNs = spec.clockToleranceNs;
      expectedPeriodNs = spec.expectedPeriodNs;
      simulated = spec.simulated;
      limits = spec.limits;
      mapping = spec.mapping;
    }

    public Builder name(String value) {
      name = value;
      return this;
    }

    public Builder description(String value) {
      description = value;
      return this;
    }

    public Builder externalKey(String value) {
      externalKey = value;
      return this;
    }

    public Builder unknownPoints(UnknownPoints value) {
      unknownPoints = value;
      return this;
    }

    public Builder maxUnmappedPoints(int value) {
      maxUnmappedPoints = value;
      return this;
    }

    /** Nanoseconds. */
    public Builder clockToleranceNs(long value) {
      clockToleranceNs = value;
      return this;
    }

    /** Nanoseconds; 0 if nobody knows. */
    public Builder expectedPeriodNs(long value) {
      expectedPeriodNs = value;
      return this;
    }

    public Builder simulated(boolean value) {
      simulated = value;
      return this;
    }

    public Builder limits(SourceLimits value) {
      limits = value;
      return this;
    }

    public Builder mapping(List<MappingRule> value) {
      mapping = value;
      return this;
    }

    public SourceSpec build() {
      return new SourceSpec(
          name,
          description,
          externalKey,
          unknownPoints,
          maxUnmappedPoints,
          clockToleranceNs,
          expectedPeriodNs,
          simulated,
          limits,
          mapping);
    }
  }
}
