package io.millrace.history;

import io.millrace.model.time.TimeRange;

/**
 * A range of a point's samples that is gone for good (law 15).
 *
 * @param point handle of the point
 * @param range the times, half open
 * @param contextOffset offset of the deletion's record in the journal's context lane. Samples that
 *     were taken in before it are deleted, also those that are decoded only later or once more;
 *     those taken in afterwards are new and stay
 * @param alsoLater whether samples that are taken in afterwards are dropped too
 */
public record Deletion(int point, TimeRange range, long contextOffset, boolean alsoLater) {}
