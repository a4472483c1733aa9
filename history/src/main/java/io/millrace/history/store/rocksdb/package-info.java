/**
 * The embedded engine: one RocksDB with a column family for chunks, one for pages of statistics and
 * one for the rows beside them. A commit is one write batch, so it is there as a whole or not at
 * all.
 */
@NullMarked
package io.millrace.history.store.rocksdb;

import org.jspecify.annotations.NullMarked;
