package io.millrace.pipeline.decode;

import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.sample.ValueKind;

/**
 * An address without binding that yielded a sample.
 *
 * @param source the source
 * @param channel the channel's name
 * @param path which value within the message
 * @param kind its kind; each kind at an address is a point of its own
 * @param point the point, {@link PointId#ofAddress} with the name of the kind
 * @param timeNs source time of the first such sample in the block, nanoseconds since the epoch
 */
public record Discovery(
    SourceId source, String channel, String path, ValueKind kind, PointId point, long timeNs) {}
