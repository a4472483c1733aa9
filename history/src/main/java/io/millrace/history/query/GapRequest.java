package io.millrace.history.query;

import io.millrace.model.time.TimeRange;

/**
 * Asks when there was no data.
 *
 * @param range the times, half open
 * @param maxSilenceNs longest time between two samples that is no gap, such as the expected period
 *     times a tolerance; 0 if only markers count
 * @param nowNs until when silence can be known
 */
public record GapRequest(TimeRange range, long maxSilenceNs, long nowNs) {}
