/** Readers' state in RocksDB. */
@NullMarked
package io.millrace.journal.reader.rocksdb;

import org.jspecify.annotations.NullMarked;
