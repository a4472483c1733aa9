package io.millrace.model.context;

import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.id.UserId;
import io.millrace.model.point.PointTraits;
import io.millrace.model.sample.ValueKind;
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

  /**
   * A source has as many unmapped points as {@link SourceDefined#maxUnmappedPoints()} allows. From
   * here on, of the addresses without binding only these yield samples; values at all others are
   * counted as unmapped. Holds until a {@link SourceDefined} with a higher limit follows.
   *
   * <p>Appended by whoever counts the discovered addresses, so that the limit is a fact of the
   * journal and decoding stays a pure function of record and configuration (law 7). A second one
   * without a {@code SourceDefined} in between says nothing new and is ignored.
   */
  record UnmappedPointsClosed(SourceId source, List<Address> accepted) implements ContextChange {
    public UnmappedPointsClosed {
      accepted = List.copyOf(accepted);
    }
  }

  /**
   * Where one value of a source is found, with the kind that it showed.
   *
   * @param channel the journal's channel name
   * @param path which value within the message; empty if the message is the value
   * @param kind the kind, since each kind at an address is a point of its own
   */
  record Address(String channel, String path, ValueKind kind) {}

  /**
   * Records of a source are decoded anew, with another configuration than the one in force when
   * they were taken in (law 9). Every replay from here on obeys.
   *
   * @param channelFilter an MQTT topic filter; only records on channels that match
   * @param spans which part of the journal
   * @param configurationVersion the configuration to use: all context records before this offset
   * @param by who decided it
   * @param atNs when, nanoseconds since the epoch
   */
  record DecodedAnew(
      SourceId source,
      String channelFilter,
      List<JournalSpan> spans,
      long configurationVersion,
      UserId by,
      long atNs)
      implements ContextChange {
    public DecodedAnew {
      spans = List.copyOf(spans);
    }
  }

  /**
   * A half-open part of one journal partition.
   *
   * @param fromOffset first offset inside
   * @param toOffset first offset after the end; not before {@code fromOffset}
   */
  record JournalSpan(int partition, long fromOffset, long toOffset) {
    public JournalSpan {
      if (partition < 0 || fromOffset < 0 || toOffset < fromOffset) {
        throw new IllegalArgumentException(
            "No part of a journal goes from offset "
                + fromOffset
                + " to "
                + toOffset
                + " of partition "
                + partition
                + ".");
      }
    }

    /** Whether the record lies inside. */
    public boolean contains(int otherPartition, long offset) {
      return otherPartition == partition && offset >= fromOffset && offset < toOffset;
    }
  }

  /**
   * A person decided about records in quarantine.
   *
   * @param records each span holds quarantined records; others inside it are not touched
   * @param resolution what was decided
   * @param by who decided it
   * @param atNs when, nanoseconds since the epoch
   */
  record QuarantineResolved(
      List<JournalSpan> records, QuarantineResolution resolution, UserId by, long atNs)
      implements ContextChange {
    public QuarantineResolved {
      records = List.copyOf(records);
    }
  }

  /** What was decided about a record in quarantine. */
  enum QuarantineResolution {
    /** Its bytes were appended to the journal again, to be decoded with today's configuration. */
    RETRIED,
    /** It is not wanted. */
    DISCARDED
  }
}
