/**
 * The port under history: rows of one point and bucket at a time, and a commit that makes all that
 * was replaced since the last one visible at once. An engine lives in a package below ({@code
 * rocksdb}, and the weak {@code memory} engine that keeps the port honest).
 *
 * <p>Engines know keys, rows and versions. They do not know what is in a row.
 */
@NullMarked
package io.millrace.history.store;

import org.jspecify.annotations.NullMarked;
