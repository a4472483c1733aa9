package io.millrace.journal.rocksdb;

import io.millrace.journal.engine.RocksDbErrors;
import org.rocksdb.RocksDBException;

/**
 * Walks over the stored blocks of a partition in order. Damage does not stop it: a block that
 * cannot be read is told as a hole, and the walk goes on behind it.
 */
final class StoredBlocks {
  private static final long READAHEAD_BYTES = 512 * 1024;

  private final JournalDatabase database;
  private final int partition;
  private final long first;
  private final BlockCodec codec;

  /**
   * The blocks of a partition.
   *
   * @param first no block begins before this
   */
  StoredBlocks(JournalDatabase database, int partition, long first, BlockCodec codec) {
    this.database = database;
    this.partition = partition;
    this.first = first;
    this.codec = codec;
  }

  /** What is met on the way. */
  interface Visitor {
    /**
     * A block whose checksum is right.
     *
     * @param storedBytes its size on disk
     * @return whether to go on
     */
    boolean block(long firstOffset, BlockCodec.Stored block, int storedBytes);

    /**
     * Offsets without a readable block.
     *
     * @param damage what is wrong with what is stored there; empty if nothing is
     * @return whether to go on
     */
    boolean hole(long from, long next, String damage);
  }

  /**
   * Visits the blocks from the one that holds {@code from} to {@code end}.
   *
   * @param end known end; a hole before it is told. {@link Long#MAX_VALUE} if it is not known
   */
  void walk(long from, long end, Visitor visitor) throws RocksDBException {
    Walk walk = new Walk(from, end, visitor);
    long start = firstOfBlockAt(from);
    while (walk.goesOn) {
      long begin = start;
      try {
        database.scan(
            Family.BLOCKS,
            Keys.block(partition, begin),
            Keys.block(partition, end),
            READAHEAD_BYTES,
            walk::visit);
        walk.finish();
        return;
      } catch (RocksDBException e) {
        if (!RocksDbErrors.isDamage(e)) {
          throw e;
        }
        start = BeyondDamage.find(Math.max(walk.expected, begin), end, at -> isReadable(at, end));
        walk.unreadable(start, e);
      }
    }
  }

  private long firstOfBlockAt(long offset) throws RocksDBException {
    try {
      byte[] key =
          database.lastKey(
              Family.BLOCKS,
              Keys.block(partition, Math.min(first, offset)),
              Keys.block(partition, offset + 1));
      return key == null ? offset : Keys.offset(key, 0);
    } catch (RocksDBException e) {
      if (RocksDbErrors.isDamage(e)) {
        return offset;
      }
      throw e;
    }
  }

  private boolean isReadable(long offset, long end) throws RocksDBException {
    try {
      database.scan(
          Family.BLOCKS,
          Keys.block(partition, offset),
          Keys.block(partition, end),
          0,
          (key, value) -> false);
      return true;
    } catch (RocksDBException e) {
      if (RocksDbErrors.isDamage(e)) {
        return false;
      }
      throw e;
    }
  }

  private final class Walk {
    private final long end;
    private final Visitor visitor;
    private long expected;
    private String damage = "";
    private boolean goesOn = true;

    Walk(long from, long end, Visitor visitor) {
      this.expected = from;
      this.end = end;
      this.visitor = visitor;
    }

    boolean visit(byte[] key, byte[] value) {
      long first = Keys.offset(key, 0);
      try {
        BlockCodec.Stored block = codec.open(first, value);
        if (block.nextOffset() <= expected) {
          return true;
        }
        if (first > expected && !tellHole(first)) {
          return false;
        }
        expected = block.nextOffset();
        goesOn = visitor.block(first, block, value.length);
      } catch (DamagedException e) {
        damage = "the block at " + first + ": " + e.getMessage();
      }
      return goesOn;
    }

    private boolean tellHole(long next) {
      goesOn = visitor.hole(expected, next, damage);
      expected = next;
      damage = "";
      return goesOn;
    }

    void unreadable(long readable, RocksDBException e) {
      damage = "the file: " + e.getMessage();
      if (readable >= end) {
        finish();
        goesOn = false;
      }
    }

    void finish() {
      if (goesOn && expected < end && (end != Long.MAX_VALUE || !damage.isEmpty())) {
        tellHole(end == Long.MAX_VALUE ? expected + 1 : end);
      }
    }
  }
}
