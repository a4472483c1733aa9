package io.millrace.pipeline.context;

import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.id.SourceId;
import io.millrace.model.time.Times;

/**
 * How a source is treated that nobody has defined. Settings of this program, not of the journal.
 */
public record SourcePolicy(
    UnknownPoints unknownPoints, int maxUnmappedPoints, long clockToleranceNs) {
  /** Values become unmapped points; the clock may run ahead by ten seconds. */
  public static final SourcePolicy DEFAULT =
      new SourcePolicy(UnknownPoints.UNMAPPED, 10_000, 10 * Times.SECOND);

  public SourcePolicy {
    if (maxUnmappedPoints < 0 || clockToleranceNs < 0) {
      throw new IllegalArgumentException(
          "A source's limits on unmapped points and on its clock are not negative.");
    }
  }

  /** A source with these properties, for the time before it is defined. */
  SourceDefined undefined(SourceId source) {
    return new SourceDefined(
        source, "", unknownPoints, maxUnmappedPoints, clockToleranceNs, 0, false);
  }
}
