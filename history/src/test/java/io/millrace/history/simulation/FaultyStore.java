package io.millrace.history.simulation;

import io.millrace.history.contract.ForwardingStore;
import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.Commit;
import io.millrace.history.store.Replacement;
import io.millrace.history.store.SideRow;
import io.millrace.model.id.PointId;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A store that fails now and then, and at some call dies for good, with whatever was written so far
 * left behind.
 */
final class FaultyStore extends ForwardingStore {
  /** The process is gone. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final RandomGenerator random;
  private final int failOneIn;
  private int callsLeft;
  private boolean dead;

  /**
   * A store over another.
   *
   * @param callsLeft after so many calls it dies
   * @param failOneIn one in so many calls fails and may be tried again; 0 for none
   */
  FaultyStore(ChunkStore store, RandomGenerator random, int callsLeft, int failOneIn) {
    super(store);
    this.random = random;
    this.callsLeft = callsLeft;
    this.failOneIn = failOneIn;
  }

  private synchronized void before() {
    if (dead || --callsLeft < 0) {
      dead = true;
      throw new Crash();
    }
    if (failOneIn > 0 && random.nextInt(failOneIn) == 0) {
      throw new HistoryException(
          HistoryError.HISTORY_STORAGE_FAILED, "The simulated disk failed this once.");
    }
  }

  /** The process may die when all is done and nobody has heard of it. */
  private synchronized void after() {
    if (random.nextInt(10) == 0) {
      dead = true;
      throw new Crash();
    }
  }

  @Override
  public void replace(Replacement replacement) {
    before();
    super.replace(replacement);
  }

  @Override
  public void put(long version, SideRow row, byte @Nullable [] value) {
    before();
    super.put(version, row, value);
  }

  @Override
  public void commit(Commit commit) {
    before();
    super.commit(commit);
    after();
  }

  @Override
  public byte @Nullable [] chunk(PointId point, int bucket, int number) {
    before();
    return super.chunk(point, bucket, number);
  }

  @Override
  public void chunks(PointId point, int bucket, int fromNumber, RowVisitor visitor) {
    before();
    super.chunks(point, bucket, fromNumber, visitor);
  }

  @Override
  public void pages(PointId point, int fromBucket, int toBucket, Order order, RowVisitor visitor) {
    before();
    super.pages(point, fromBucket, toBucket, order, visitor);
  }

  @Override
  public byte @Nullable [] row(SideRow row) {
    before();
    return super.row(row);
  }

  @Override
  public void rows(SideRow.Kind kind, UUID owner, byte[] from, byte[] to, SideRowVisitor visitor) {
    before();
    super.rows(kind, owner, from, to, visitor);
  }
}
