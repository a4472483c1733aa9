package io.millrace.pipeline.live;

import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.sample.Sample;

/**
 * The latest value of a point.
 *
 * @param source where it came from
 * @param sample time, value and quality
 * @param receiveTimeNs when it arrived, nanoseconds since the epoch
 * @param change number of the change that brought it; ascends
 */
public record LiveValue(
    PointId point, SourceId source, Sample sample, long receiveTimeNs, long change) {}
