/** Spans of time with a meaning: batches, runs, stops, shifts, trips. */
@NullMarked
package io.millrace.model.frame;

import org.jspecify.annotations.NullMarked;
