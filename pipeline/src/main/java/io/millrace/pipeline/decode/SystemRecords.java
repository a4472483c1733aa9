package io.millrace.pipeline.decode;

import io.millrace.journal.Origin;
import io.millrace.model.id.SourceId;

/**
 * Records that Millrace appends itself. They are told by their origin's protocol, which no front
 * gives to what comes from outside.
 */
public final class SystemRecords {
  /** The payload is {@link PointSamples}: values by point, past all mapping. */
  public static final String POINTS_PROTOCOL = "millrace/points";

  /** The payload is that of a message in quarantine, to be decoded again (law 9). */
  public static final String RETRY_PROTOCOL = "millrace/retry";

  /**
   * Attribute of a retry: which entry of the quarantine it was at first, {@code
   * partition-offset-part}; {@code part} is 0 for a whole message.
   */
  public static final String RETRY_OF = "millrace.retry-of";

  /** Attribute of point samples that say that a source was lost. */
  public static final String NO_COMMUNICATION = "millrace.no-communication";

  private SystemRecords() {}

  /** The origin of point samples that concern a source. */
  public static Origin points(SourceId source, String principal) {
    return new Origin(source, principal, 0, POINTS_PROTOCOL);
  }

  /** The origin of a message of a source that is decoded again. */
  public static Origin retry(SourceId source, String principal) {
    return new Origin(source, principal, 0, RETRY_PROTOCOL);
  }

  /** Whether a record is {@link PointSamples}. */
  public static boolean isPoints(Origin origin) {
    return origin.protocol().equals(POINTS_PROTOCOL);
  }

  /** Whether a record is a message from quarantine. */
  public static boolean isRetry(Origin origin) {
    return origin.protocol().equals(RETRY_PROTOCOL);
  }
}
