package io.millrace.history.contract;

import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.Commit;
import io.millrace.history.store.Replacement;
import io.millrace.history.store.SideRow;
import io.millrace.history.store.StoreStatistics;
import io.millrace.model.id.PointId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Passes every call on to another store; for those that interfere with some. */
public class ForwardingStore implements ChunkStore {
  private final ChunkStore store;

  /** Passes on to this store. */
  public ForwardingStore(ChunkStore store) {
    this.store = store;
  }

  @Override
  public Commit lastCommit() {
    return store.lastCommit();
  }

  @Override
  public long nextVersion() {
    return store.nextVersion();
  }

  @Override
  public void replace(Replacement replacement) {
    store.replace(replacement);
  }

  @Override
  public void put(long version, SideRow row, byte @Nullable [] value) {
    store.put(version, row, value);
  }

  @Override
  public void commit(Commit commit) {
    store.commit(commit);
  }

  @Override
  public byte @Nullable [] chunk(PointId point, int bucket, int number) {
    return store.chunk(point, bucket, number);
  }

  @Override
  public void chunks(PointId point, int bucket, int fromNumber, RowVisitor visitor) {
    store.chunks(point, bucket, fromNumber, visitor);
  }

  @Override
  public void pages(PointId point, int fromBucket, int toBucket, Order order, RowVisitor visitor) {
    store.pages(point, fromBucket, toBucket, order, visitor);
  }

  @Override
  public byte @Nullable [] row(SideRow row) {
    return store.row(row);
  }

  @Override
  public void rows(SideRow.Kind kind, UUID owner, byte[] from, byte[] to, SideRowVisitor visitor) {
    store.rows(kind, owner, from, to, visitor);
  }

  @Override
  public StoreStatistics statistics() {
    return store.statistics();
  }

  @Override
  public void close() {
    store.close();
  }
}
