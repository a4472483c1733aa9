/**
 * What the journal alone can do: appending in batches and singly, reading back, and what it writes
 * to disk for a byte that it takes in. Beside it, in the same run, RocksDB and a plain file that do
 * no more than put bytes on disk and fsync.
 */
@NullMarked
package io.millrace.bench.journal;

import org.jspecify.annotations.NullMarked;
