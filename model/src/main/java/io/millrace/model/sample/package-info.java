/**
 * Samples: point, time, value, quality; one by one at the edges, in columns where it must be fast.
 */
@NullMarked
package io.millrace.model.sample;

import org.jspecify.annotations.NullMarked;
