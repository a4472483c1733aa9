/**
 * The small scanners that the formats share: numbers, UTF-8, times, qualities, from bytes without
 * allocation. Knows no format.
 */
@NullMarked
package io.millrace.pipeline.format.scan;

import org.jspecify.annotations.NullMarked;
