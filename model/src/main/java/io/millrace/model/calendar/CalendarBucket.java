package io.millrace.model.calendar;

import io.millrace.model.time.TimeRange;

/**
 * One calendar period.
 *
 * @param label what people read, which also sorts: {@code 2026-03-29}, {@code 2026-03-29 Night},
 *     {@code 2026-W13}, {@code 2026-03}, {@code 2026-03-29T02:00+02:00}
 */
public record CalendarBucket(TimeRange range, String label) {}
