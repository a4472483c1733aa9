/**
 * The embedded engine: one RocksDB per journal, group commit with fsync on a thread of its own.
 *
 * <p>New records are small checksummed blocks in the write-ahead log and the memtable. When enough
 * have gathered they are sealed: sorted by source and channel, compressed, and ingested as one file
 * with its index, a segment, which is never rewritten and which retention deletes whole. {@code
 * docs/formats/journal.md} describes every byte.
 *
 * <p>Three threads own what is durable: the writer encodes and writes, the syncer calls fsync and
 * acknowledges, upkeep seals, retires, and reopens after a failure.
 */
@NullMarked
package io.millrace.journal.rocksdb;

import org.jspecify.annotations.NullMarked;
