package io.millrace.history.query;

import io.millrace.model.time.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the samples of a point in a range.
 *
 * @param range the times, half open
 * @param descending whether the newest come first
 * @param limit how many samples one page has at most, at least 1
 * @param from where an earlier page said that this one begins; null for the first page
 */
public record RangeRequest(
    TimeRange range, boolean descending, int limit, @Nullable PagePosition from) {}
