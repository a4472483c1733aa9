package io.millrace.history.simulation;

import io.millrace.model.sample.Sample;
import io.millrace.model.time.TimeRange;
import java.util.List;

/** What a writer may ask of history; the journal of a simulation is a list of these. */
sealed interface Operation {
  /** A sample of a point. */
  record PointSample(int point, Sample sample) {}

  /** Samples of one source that were taken in when the context lane stood at a version. */
  record Write(int source, long contextVersion, List<PointSample> samples) implements Operation {}

  /** Samples that a corrected decoder takes back. */
  record Remove(List<PointSample> samples) implements Operation {}

  /** A deleted range. */
  record Delete(int point, TimeRange range, long contextOffset, boolean alsoLater)
      implements Operation {}

  /** Old samples and old statistics of a point fall. */
  record Retain(int point, long samplesFromNs, long statisticsFromNs) implements Operation {}
}
