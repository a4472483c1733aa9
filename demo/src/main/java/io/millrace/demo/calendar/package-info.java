/**
 * When the foundry works: shifts, weekends, public holidays, in its own time zone. May see nothing
 * of the rest.
 */
@NullMarked
package io.millrace.demo.calendar;

import org.jspecify.annotations.NullMarked;
