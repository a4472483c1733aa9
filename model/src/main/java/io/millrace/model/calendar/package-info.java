/**
 * Working time: shifts, breaks, holidays and exceptions on a plant's wall clock, and the edges of
 * calendar buckets (hour, shift, day, week, month) in an IANA time zone, daylight saving included.
 *
 * <p>Pure functions over immutable records that need the JDK alone. Instants are nanoseconds since
 * the epoch; wall-clock times that a change to summer time skips stand for the moment of the
 * change, wall-clock times that occur twice stand for their first occurrence, so that local order
 * is never turned around.
 */
@NullMarked
package io.millrace.model.calendar;

import org.jspecify.annotations.NullMarked;
