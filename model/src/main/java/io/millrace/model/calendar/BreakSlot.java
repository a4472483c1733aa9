package io.millrace.model.calendar;

import java.time.LocalTime;

/**
 * A break within a shift, on the wall clock.
 *
 * @param name what people call it; may be empty
 * @param start first moment of it
 * @param end first moment after it; not after {@code start} means the next day
 */
public record BreakSlot(String name, LocalTime start, LocalTime end) {}
