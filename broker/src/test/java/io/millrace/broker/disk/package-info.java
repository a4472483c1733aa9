/** The front over the journal as it is used: RocksDB, files, fsync, and processes that die. */
@NullMarked
package io.millrace.broker.disk;

import org.jspecify.annotations.NullMarked;
