package io.millrace.history.store;

import io.millrace.model.id.PointId;
import java.nio.ByteBuffer;
import java.util.UUID;

/**
 * Keys of rows as bytes whose unsigned order is the order in which rows are visited; for engines
 * whose storage is sorted. Laid out in {@code docs/formats/history.md}.
 *
 * <p>Chunks are sorted by bucket before point: what is written today lies together and what was
 * written last month is never touched again, so compaction has nothing to rewrite. Pages are sorted
 * by point before bucket: a question about a year reads them in one go.
 */
public final class StoreKeys {
  private static final int ID_BYTES = 16;
  private static final int CHUNK_BUCKET = 0;
  private static final int CHUNK_NUMBER = Integer.BYTES + ID_BYTES;
  private static final int PAGE_BUCKET = ID_BYTES;
  private static final int PAGE_NUMBER = ID_BYTES + Integer.BYTES;
  private static final int SIDE_KEY = 1 + ID_BYTES;

  private StoreKeys() {}

  /** The key of a chunk: bucket, point, number. */
  public static byte[] chunk(PointId point, int bucket, int number) {
    return id(
            ByteBuffer.allocate(CHUNK_NUMBER + Integer.BYTES).putInt(sortable(bucket)),
            point.value())
        .putInt(number)
        .array();
  }

  /** The bucket in a chunk's key. */
  public static int bucketOfChunk(byte[] key) {
    return sortable(ByteBuffer.wrap(key).getInt(CHUNK_BUCKET));
  }

  /** The number in a chunk's key. */
  public static int numberOfChunk(byte[] key) {
    return ByteBuffer.wrap(key).getInt(CHUNK_NUMBER);
  }

  /** The key of a page of statistics: point, bucket, number. */
  public static byte[] page(PointId point, int bucket, int number) {
    return id(ByteBuffer.allocate(PAGE_NUMBER + Integer.BYTES), point.value())
        .putInt(sortable(bucket))
        .putInt(number)
        .array();
  }

  /** The bucket in a page's key. */
  public static int bucketOfPage(byte[] key) {
    return sortable(ByteBuffer.wrap(key).getInt(PAGE_BUCKET));
  }

  /** The number in a page's key. */
  public static int numberOfPage(byte[] key) {
    return ByteBuffer.wrap(key).getInt(PAGE_NUMBER);
  }

  /** The key of a row beside the chunks: kind, owner, the row's own key. */
  public static byte[] side(SideRow row) {
    return side(row.kind(), row.owner(), row.key());
  }

  /** The key of a row beside the chunks. */
  public static byte[] side(SideRow.Kind kind, UUID owner, byte[] key) {
    return id(ByteBuffer.allocate(SIDE_KEY + key.length).put((byte) kind.code()), owner)
        .put(key)
        .array();
  }

  /** The row's own key in the key of a row beside the chunks. */
  public static byte[] ownKeyOfSide(byte[] key) {
    byte[] own = new byte[key.length - SIDE_KEY];
    System.arraycopy(key, SIDE_KEY, own, 0, own.length);
    return own;
  }

  private static ByteBuffer id(ByteBuffer into, UUID id) {
    return into.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  /** Flips the sign, so that buckets before the epoch sort before those after it; and back. */
  private static int sortable(int bucket) {
    return bucket ^ Integer.MIN_VALUE;
  }
}
