/** The embedded engine's own tests. */
@NullMarked
package io.millrace.journal.rocksdb;

import org.jspecify.annotations.NullMarked;
