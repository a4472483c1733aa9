package io.millrace.model.context;

import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.point.PointTraits;
import io.millrace.model.time.TimeRange;
import java.util.List;
import java.util.Map;

/** One change of what decoding, history or liveness depend on. */
public sealed interface ContextChange {
  /**
   * A source exists, or has other properties than before.
   *
   * @param source its id
   * @param name what people call it
   * @param unknownPoints what becomes of values for which there is no binding
   * @param maxUnmappedPoints how many unmapped points it may have; values beyond are counted as
   *     unmapped and stay in the journal alone
   * @param clockToleranceNs how far its clock may run ahead of receive time before the claim is set
   *     aside (law 11), in nanoseconds
   * @param expectedPeriodNs how often it is expected to send anything, in nanoseconds; 0 if unknown
   * @param simulated whether its data is made up and must be shown as such
   */
  record SourceDefined(
      SourceId source,
      String name,
      UnknownPoints unknownPoints,
      int maxUnmappedPoints,
      long clockToleranceNs,
      long expectedPeriodNs,
      boolean simulated)
      implements ContextChange {}

  /** What becomes of values for which there is no binding. */
  enum UnknownPoints {
    /** They become unmapped points that a person can adopt. */
    UNMAPPED,
    /** The message goes to quarantine. */
    QUARANTINE
  }

  /**
   * How the messages of a source are read, replacing what was said before. The first rule whose
   * filter matches the channel applies; without a match the format is found by content type and
   * content.
   */
  record MappingDefined(SourceId source, List<MappingRule> rules) implements ContextChange {
    public MappingDefined {
      rules = List.copyOf(rules);
    }
  }

  /**
   * How messages of some channels are read.
   *
   * @param channelFilter an MQTT topic filter with {@code +} and {@code #}
   * @param format name of a payload format, such as {@code millrace-json} or {@code plain}; empty
   *     to find it by content type and content
   * @param options options of the format, such as the unit of its time stamps
   */
  record MappingRule(String channelFilter, String format, Map<String, String> options) {
    public MappingRule {
      options = Map.copyOf(options);
    }
  }

  /** A point exists, or has other traits than before (never another kind). */
  record PointDefined(PointId point, PointTraits traits) implements ContextChange {}

  /**
   * The values of an enumeration point have these names from now on.
   *
   * @param codesByText code of each text that the source may send
   */
  record EnumerationDefined(PointId point, Map<String, Long> codesByText) implements ContextChange {
    public EnumerationDefined {
      codesByText = Map.copyOf(codesByText);
    }
  }

  /**
   * An address of a source belongs to a point, from a source time on (law 14).
   *
   * @param channel the journal's channel name
   * @param path which value within the message; empty if the message is the value
   * @param validFromNs source time from which it holds, nanoseconds since the epoch
   * @param factor value stored = value sent × factor + offset (unit conversion and scaling); only
   *     for numeric kinds
   * @param offset see {@code factor}
   */
  record PointBound(
      SourceId source,
      String channel,
      String path,
      PointId point,
      long validFromNs,
      double factor,
      double offset)
      implements ContextChange {}

  /** An address of a source belongs to no point any more, from a source time on. */
  record PointUnbound(SourceId source, String channel, String path, long validFromNs)
      implements ContextChange {}

  /** Samples of a point are deleted; every reader and every replay obeys (law 15). */
  record SamplesDeleted(PointId point, TimeRange range) implements ContextChange {}
}
