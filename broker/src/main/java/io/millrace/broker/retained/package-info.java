/**
 * Retained messages (3.3.1.3): a keyed copy of the newest message of each topic that was published
 * with RETAIN, folded from the journal.
 */
@NullMarked
package io.millrace.broker.retained;

import org.jspecify.annotations.NullMarked;
