/**
 * Time as Millrace counts it: nanoseconds since 1970-01-01T00:00:00Z without leap seconds, in a
 * {@code long} (years 1677 to 2262). Calendars and zones belong to the registry.
 */
@NullMarked
package io.millrace.model.time;

import org.jspecify.annotations.NullMarked;
