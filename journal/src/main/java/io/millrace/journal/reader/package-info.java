/**
 * Runs readers of the journal (laws 6 to 8): a reader is a pure fold over what a feed yields, its
 * state and its cursor are one write, and threads, retries and time belong to the runtime.
 *
 * <p>Generic over what is fed: blocks of the journal, or batches that somebody decoded from them.
 * Knows no payload. State is kept by a {@link io.millrace.journal.reader.ReaderStore}; {@code
 * reader.rocksdb} keeps it in RocksDB, and a reader that has a database of its own keeps it there.
 */
@NullMarked
package io.millrace.journal.reader;

import org.jspecify.annotations.NullMarked;
