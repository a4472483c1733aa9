package io.millrace.history.store;

import io.millrace.model.id.PointId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where history keeps its rows. One thread at a time replaces and commits; any thread may read
 * meanwhile.
 *
 * <p>What it promises:
 *
 * <ul>
 *   <li>{@link #replace} of one point's bucket is atomic.
 *   <li>Readers see what was committed and nothing else. What was replaced after the last commit is
 *       gone after a crash, as if it had never been.
 *   <li>Versions ascend: each commit has a higher one than the last, and all that is replaced
 *       before it carries the commit's version.
 * </ul>
 *
 * <p>What it does not promise, so that a distributed engine can keep the port: a transaction over
 * several points (such an engine writes rows with their version and moves one row, the last
 * committed version; rows of versions that never were committed are passed over by readers), a
 * snapshot over several reads (a row that one read has named may be gone when the next one asks for
 * it), or listing points without knowing them.
 *
 * <p>All methods throw {@link io.millrace.history.error.HistoryException}, with {@code
 * HISTORY_STORAGE_FAILED}, {@code HISTORY_DISK_FULL}, {@code HISTORY_CHUNK_DAMAGED} or {@code
 * HISTORY_CLOSED}.
 */
public interface ChunkStore extends AutoCloseable {
  /** What was committed last; version 0 with an empty state if nothing ever was. */
  Commit lastCommit();

  /**
   * The version that the next commit must have. Higher than the last one's; there may be holes,
   * where a crash left rows of a version that was never committed.
   */
  long nextVersion();

  /**
   * Replaces rows of one bucket of one point. Takes effect with the commit of its version.
   *
   * @throws io.millrace.history.error.HistoryException with {@code HISTORY_WRITER_FENCED} if the
   *     version is not {@link #nextVersion()}: somebody else has committed meanwhile
   */
  void replace(Replacement replacement);

  /**
   * Puts or, with a null value, removes a row that stands beside the chunks. Takes effect with the
   * commit of its version.
   */
  void put(long version, SideRow row, byte @Nullable [] value);

  /**
   * Makes everything of this version durable and visible, and the state with it. Returns when that
   * is done. After a failure nothing of the version is visible; the same rows may be replaced again
   * with the same version.
   */
  void commit(Commit commit);

  /** A chunk; null if there is none with this number (any more). */
  byte @Nullable [] chunk(PointId point, int bucket, int number);

  /** Visits the chunks of a bucket from a number on, by ascending number. */
  void chunks(PointId point, int bucket, int fromNumber, RowVisitor visitor);

  /**
   * Visits the statistics pages of a point.
   *
   * @param fromBucket first bucket
   * @param toBucket last bucket, inclusive
   * @param order by bucket and then by number, both ascending or both descending
   */
  void pages(PointId point, int fromBucket, int toBucket, Order order, RowVisitor visitor);

  /** A row beside the chunks; null if there is none. */
  byte @Nullable [] row(SideRow row);

  /** Visits the rows of an owner whose key is at least {@code from} and below {@code to}. */
  void rows(SideRow.Kind kind, UUID owner, byte[] from, byte[] to, SideRowVisitor visitor);

  /** How much room it takes, as far as the engine knows. */
  StoreStatistics statistics();

  @Override
  void close();

  /** In which order rows are visited. */
  enum Order {
    ASCENDING,
    DESCENDING
  }

  /** Receives rows of chunks or pages. */
  @FunctionalInterface
  interface RowVisitor {
    /**
     * Takes a row.
     *
     * @return whether to go on
     */
    boolean visit(int bucket, int number, byte[] bytes);
  }

  /** Receives rows that stand beside the chunks. */
  @FunctionalInterface
  interface SideRowVisitor {
    /**
     * Takes a row.
     *
     * @return whether to go on
     */
    boolean visit(byte[] key, byte[] value);
  }
}
