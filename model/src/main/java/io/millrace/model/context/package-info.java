/**
 * Whatever changes a reader's output, as records of the journal's context lane (law 4). The
 * registry writes them in the transaction that changes its own rows; decoding folds them, and uses
 * for each record those that were in force when it was taken in (law 7).
 *
 * <p>Times in here are source times; which change is in force is decided by journal position alone.
 */
@NullMarked
package io.millrace.model.context;

import org.jspecify.annotations.NullMarked;
