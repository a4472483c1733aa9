/**
 * Readers' state in a RocksDB of its own, by key, each commit one write with the cursor.
 *
 * <p>Commits go to the write-ahead log without fsync. That is right because nothing depends on a
 * commit surviving a power cut: the log is a sequence of whole commits, so a cut leaves an earlier
 * commit, state and cursor together; the records behind that cursor are still in the journal, since
 * retention goes by {@link io.millrace.journal.reader.ReaderStore#durable()}; and folding them
 * again gives the same. It saves an fsync per reader and second, and an SD card.
 */
@NullMarked
package io.millrace.journal.reader.rocksdb;

import org.jspecify.annotations.NullMarked;
