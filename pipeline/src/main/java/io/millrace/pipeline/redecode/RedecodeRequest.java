package io.millrace.pipeline.redecode;

import io.millrace.model.id.SourceId;
import io.millrace.model.time.TimeRange;

/**
 * What is to be decoded anew, with today's configuration.
 *
 * @param source whose messages
 * @param channelFilter an MQTT topic filter; {@code #} for all channels
 * @param received which messages, by receive time; only those that the journal still has
 */
public record RedecodeRequest(SourceId source, String channelFilter, TimeRange received) {}
