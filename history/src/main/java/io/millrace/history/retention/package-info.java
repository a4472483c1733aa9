/**
 * Lets go what is older than it has to be kept: samples by the point, rollups later, whole days of
 * UTC at a time. Calls history's own {@code retain} and decides only when and how far.
 */
@NullMarked
package io.millrace.history.retention;

import org.jspecify.annotations.NullMarked;
