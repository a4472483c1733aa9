/**
 * CSV of past data (RFC 4180): columns of values, or rows of path and value. Also how a file that
 * nobody describes is understood.
 */
@NullMarked
package io.millrace.pipeline.format.csv;

import org.jspecify.annotations.NullMarked;
