package io.millrace.pipeline.live;

import io.millrace.model.id.SourceId;

/**
 * What is known of a source now.
 *
 * @param lastSeenNs when its last message arrived, nanoseconds since the epoch; 0 if none did
 * @param liveness whether it is there
 * @param markedLostNs since when its points carry the mark <em>no communication</em>; 0 if they do
 *     not
 * @param messages live messages since the server was installed
 * @param connectionEpoch its newest connection
 * @param protocol how it last sent
 * @param clockOffsetNs how far its clock is behind ours at most (negative: ahead), in nanoseconds:
 *     the least difference of receive time and newest source time in its last messages
 * @param clockKnown whether its messages name times, so that the offset means something
 * @param claimsSetAside how many of its values claimed a time that cannot be
 * @param lastClaimSetAsideNs the newest of these claims, nanoseconds since the epoch; 0 if none
 */
public record SourceStatus(
    SourceId source,
    long lastSeenNs,
    Liveness liveness,
    long markedLostNs,
    long messages,
    long connectionEpoch,
    String protocol,
    long clockOffsetNs,
    boolean clockKnown,
    long claimsSetAside,
    long lastClaimSetAsideNs) {}
