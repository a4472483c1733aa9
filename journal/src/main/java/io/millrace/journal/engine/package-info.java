/**
 * What engines of the journal have in common: readers that are known, and who waits for records.
 * Knows no engine; nothing outside the journal uses it.
 */
@NullMarked
package io.millrace.journal.engine;

import org.jspecify.annotations.NullMarked;
