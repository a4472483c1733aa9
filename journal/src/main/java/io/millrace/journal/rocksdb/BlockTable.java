package io.millrace.journal.rocksdb;

import io.millrace.journal.engine.RocksDbErrors;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.SstFileReaderIterator;

/**
 * One file of blocks by itself, read across whatever is damaged in it. An iterator that has met
 * damage is of no more use, so each attempt to read on takes a new one.
 */
final class BlockTable implements AutoCloseable {
  private static final long NONE = Long.MAX_VALUE;

  private final SstFileReader reader;
  private final ReadOptions reading = new ReadOptions().setFillCache(false);
  private final boolean readable;
  private @Nullable SstFileReaderIterator iterator;
  private int partition;
  private long firstOffset = NONE;

  /** Opens a file; one that cannot be opened has no blocks. */
  BlockTable(Options how, String file) throws RocksDBException {
    reader = new SstFileReader(how);
    readable = isReadable(file);
  }

  private boolean isReadable(String file) throws RocksDBException {
    try {
      reader.open(file);
      return true;
    } catch (RocksDBException e) {
      if (RocksDbErrors.isDamage(e)) {
        return false;
      }
      throw e;
    }
  }

  /** Goes to the first block of a partition that can be read. */
  void seekPartition(int newPartition) throws RocksDBException {
    partition = newPartition;
    seek(0);
  }

  /** Goes to the next block of the partition that can be read. */
  void advance() throws RocksDBException {
    SstFileReaderIterator at = at();
    long before = firstOffset;
    at.next();
    if (isIntact(at)) {
      settle(at);
    } else {
      seek(before + 1);
    }
  }

  boolean isAtBlock() {
    return firstOffset != NONE;
  }

  /** First offset of the block. */
  long firstOffset() {
    return firstOffset;
  }

  byte[] key() {
    return at().key();
  }

  byte[] value() {
    return at().value();
  }

  private SstFileReaderIterator at() {
    if (iterator == null || firstOffset == NONE) {
      throw new IllegalStateException("The table is not at a block.");
    }
    return iterator;
  }

  private void seek(long offset) throws RocksDBException {
    firstOffset = NONE;
    if (readable && !seeks(offset)) {
      long beyond = BeyondDamage.find(offset, NONE, this::seeks);
      if (beyond != NONE) {
        seeks(beyond);
      }
    }
  }

  /** Goes to the next block at or after an offset; false if there is damage before it. */
  private boolean seeks(long offset) throws RocksDBException {
    if (iterator != null) {
      iterator.close();
    }
    SstFileReaderIterator fresh = reader.newIterator(reading);
    iterator = fresh;
    fresh.seek(Keys.block(partition, offset));
    boolean intact = isIntact(fresh);
    if (intact) {
      settle(fresh);
    }
    return intact;
  }

  private void settle(SstFileReaderIterator at) {
    boolean valid = at.isValid() && Keys.partition(at.key()) == partition;
    firstOffset = valid ? Keys.offset(at.key(), 0) : NONE;
  }

  private static boolean isIntact(SstFileReaderIterator at) throws RocksDBException {
    try {
      at.status();
      return true;
    } catch (RocksDBException e) {
      if (RocksDbErrors.isDamage(e)) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void close() {
    if (iterator != null) {
      iterator.close();
    }
    reading.close();
    reader.close();
  }
}
