package io.millrace.history.head;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import io.millrace.history.head.Tombstones.Tombstone;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.TimeRange;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What the store must know of a point before its chunks can be read: one small row that changes
 * about once a day.
 *
 * @param kind the kind of its values, for ever
 * @param newestBucket the bucket of the latest sample so far; deleting does not move it back.
 *     {@link #NO_BUCKET} if there never was a sample
 * @param chunksFromBucket older buckets have statistics only
 * @param statisticsFromBucket older buckets have nothing
 */
record PointState(
    ValueKind kind,
    int newestBucket,
    int chunksFromBucket,
    int statisticsFromBucket,
    Tombstones tombstones) {
  static final int NO_BUCKET = Integer.MIN_VALUE;

  private static final int FORMAT = 1;
  private static final int FIXED_BYTES = 2 + 4 * Integer.BYTES;
  private static final int TOMBSTONE_BYTES = 3 * Long.BYTES;

  byte[] encode() {
    List<Tombstone> all = tombstones.all();
    ByteBuffer out =
        ByteBuffer.allocate(FIXED_BYTES + all.size() * TOMBSTONE_BYTES + Integer.BYTES);
    out.put((byte) FORMAT)
        .put(kind.code())
        .putInt(newestBucket)
        .putInt(chunksFromBucket)
        .putInt(statisticsFromBucket)
        .putInt(all.size());
    for (Tombstone each : all) {
      out.putLong(each.range().fromNs()).putLong(each.range().toNs()).putLong(each.contextOffset());
    }
    CRC32C checksum = new CRC32C();
    checksum.update(out.array(), 0, out.position());
    return out.putInt((int) checksum.getValue()).array();
  }

  static PointState decode(byte[] bytes) {
    try {
      CRC32C checksum = new CRC32C();
      checksum.update(bytes, 0, Math.max(0, bytes.length - Integer.BYTES));
      ByteBuffer in = ByteBuffer.wrap(bytes);
      if (bytes.length < FIXED_BYTES + Integer.BYTES
          || in.getInt(bytes.length - Integer.BYTES) != (int) checksum.getValue()) {
        throw damaged("its checksum does not match");
      }
      int format = in.get();
      if (format != FORMAT) {
        throw damaged("it has the form " + format + ", this version reads " + FORMAT);
      }
      ValueKind kind = ValueKind.ofCode(in.get());
      int newest = in.getInt();
      int chunksFrom = in.getInt();
      int statisticsFrom = in.getInt();
      int count = in.getInt();
      if (in.remaining() != (long) count * TOMBSTONE_BYTES + Integer.BYTES) {
        throw damaged("it names " + count + " deletions and has room for others");
      }
      List<Tombstone> all = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        all.add(new Tombstone(new TimeRange(in.getLong(), in.getLong()), in.getLong()));
      }
      return new PointState(kind, newest, chunksFrom, statisticsFrom, new Tombstones(all));
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw damaged(String.valueOf(e.getMessage()));
    }
  }

  private static HistoryException damaged(String why) {
    return new HistoryException(
        HistoryError.HISTORY_CHUNK_DAMAGED, "The state of a point cannot be read: " + why + ".");
  }
}
