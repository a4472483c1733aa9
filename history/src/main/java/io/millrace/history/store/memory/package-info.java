/**
 * A deliberately weak engine: it keeps every promise of the port and none that the port does not
 * make. Rows are written one by one with their version, as a distributed engine would; a restart
 * finds rows of versions that were never committed.
 */
@NullMarked
package io.millrace.history.store.memory;

import org.jspecify.annotations.NullMarked;
