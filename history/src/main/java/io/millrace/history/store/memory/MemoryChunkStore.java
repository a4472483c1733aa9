package io.millrace.history.store.memory;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.store.ChunkStore;
import io.millrace.history.store.Commit;
import io.millrace.history.store.Replacement;
import io.millrace.history.store.Row;
import io.millrace.history.store.SideRow;
import io.millrace.history.store.StoreKeys;
import io.millrace.history.store.StoreStatistics;
import io.millrace.history.store.memory.MemoryDisk.Version;
import io.millrace.model.id.PointId;
import java.util.Map;
import java.util.NavigableMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The weak engine; see the package. Nothing outlives the {@link MemoryDisk}. */
public final class MemoryChunkStore implements ChunkStore {
  private final MemoryDisk disk;
  private long nextVersion;
  private volatile boolean closed;

  /** Starts on an empty disk, or again on one that another store was dropped from. */
  public MemoryChunkStore(MemoryDisk disk) {
    this.disk = disk;
    this.nextVersion = disk.beginAnew();
  }

  @Override
  public Commit lastCommit() {
    return disk.committed();
  }

  @Override
  public long nextVersion() {
    return nextVersion;
  }

  @Override
  public void replace(Replacement replacement) {
    begin(replacement.version());
    PointId point = replacement.point();
    int bucket = replacement.bucket();
    long version = replacement.version();
    for (Row row : replacement.chunks()) {
      disk.add(disk.chunks, StoreKeys.chunk(point, bucket, row.number()), version, row.bytes());
    }
    for (int number : replacement.removedChunks()) {
      disk.add(disk.chunks, StoreKeys.chunk(point, bucket, number), version, null);
    }
    for (Row row : replacement.pages()) {
      disk.add(disk.pages, StoreKeys.page(point, bucket, row.number()), version, row.bytes());
    }
    for (int number : replacement.removedPages()) {
      disk.add(disk.pages, StoreKeys.page(point, bucket, number), version, null);
    }
  }

  @Override
  public void put(long version, SideRow row, byte @Nullable [] value) {
    begin(version);
    disk.add(disk.sideRows, StoreKeys.side(row), version, value);
  }

  @Override
  public void commit(Commit commit) {
    begin(commit.version());
    disk.commit(commit);
    nextVersion = commit.version() + 1;
  }

  private void begin(long version) {
    checkOpen();
    if (version != nextVersion) {
      throw new HistoryException(
          HistoryError.HISTORY_WRITER_FENCED,
          "Version " + version + " cannot be written; the next one is " + nextVersion + ".");
    }
    disk.begin(version);
  }

  @Override
  public byte @Nullable [] chunk(PointId point, int bucket, int number) {
    checkOpen();
    return disk.visible(disk.chunks.get(StoreKeys.chunk(point, bucket, number)));
  }

  @Override
  public void chunks(PointId point, int bucket, int fromNumber, RowVisitor visitor) {
    checkOpen();
    NavigableMap<byte[], Version> rows =
        disk.chunks.subMap(
            StoreKeys.chunk(point, bucket, fromNumber),
            true,
            StoreKeys.chunk(point, bucket, Integer.MAX_VALUE),
            true);
    for (Map.Entry<byte[], Version> row : rows.entrySet()) {
      byte[] bytes = disk.visible(row.getValue());
      if (bytes != null && !visitor.visit(bucket, StoreKeys.numberOfChunk(row.getKey()), bytes)) {
        return;
      }
    }
  }

  @Override
  public void pages(PointId point, int fromBucket, int toBucket, Order order, RowVisitor visitor) {
    checkOpen();
    NavigableMap<byte[], Version> rows =
        disk.pages.subMap(
            StoreKeys.page(point, fromBucket, 0),
            true,
            StoreKeys.page(point, toBucket, Integer.MAX_VALUE),
            true);
    NavigableMap<byte[], Version> ordered = order == Order.ASCENDING ? rows : rows.descendingMap();
    for (Map.Entry<byte[], Version> row : ordered.entrySet()) {
      byte[] key = row.getKey();
      byte[] bytes = disk.visible(row.getValue());
      if (bytes != null
          && !visitor.visit(StoreKeys.bucketOfPage(key), StoreKeys.numberOfPage(key), bytes)) {
        return;
      }
    }
  }

  @Override
  public byte @Nullable [] row(SideRow row) {
    checkOpen();
    return disk.visible(disk.sideRows.get(StoreKeys.side(row)));
  }

  @Override
  public void rows(SideRow.Kind kind, UUID owner, byte[] from, byte[] to, SideRowVisitor visitor) {
    checkOpen();
    NavigableMap<byte[], Version> rows =
        disk.sideRows.subMap(
            StoreKeys.side(kind, owner, from), true, StoreKeys.side(kind, owner, to), false);
    for (Map.Entry<byte[], Version> row : rows.entrySet()) {
      byte[] bytes = disk.visible(row.getValue());
      if (bytes != null && !visitor.visit(StoreKeys.ownKeyOfSide(row.getKey()), bytes)) {
        return;
      }
    }
  }

  @Override
  public StoreStatistics statistics() {
    return new StoreStatistics(0, 0);
  }

  private void checkOpen() {
    if (closed) {
      throw new HistoryException(HistoryError.HISTORY_CLOSED, "The history's store was closed.");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
