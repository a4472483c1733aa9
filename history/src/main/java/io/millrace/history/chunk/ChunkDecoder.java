package io.millrace.history.chunk;

import io.millrace.model.sample.ValueKind;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to samples. A pure function with working memory: reusable, serves one thread. Whatever it
 * is given, it ends with samples or with {@link
 * io.millrace.history.error.HistoryError#HISTORY_CHUNK_DAMAGED}.
 */
public final class ChunkDecoder {
  private final TimeColumn times = new TimeColumn(new IntegerColumn());
  private final ValueColumn values = new ValueColumn();
  private final CRC32C checksum = new CRC32C();

  /** Puts the chunk's samples in place of those in {@code into}, which has the chunk's kind. */
  public void samples(byte[] chunk, Samples into) {
    BitInput in = open(chunk, into.kind());
    int count = count(in, chunk);
    skipStatistics(in, chunk);
    in.skip(in.count(0, in.remainingBytes(), "the length of a trace"));
    into.clear();
    into.resize(count);
    times.decode(in, into.times(), count);
    QualityColumn.decode(in, into.qualities(), count);
    values.decode(in, into);
    if (in.remainingBytes() != 0) {
      throw Damage.of(in.remainingBytes() + " bytes are left over");
    }
  }

  /** The statistics that the chunk carries; null for a slice. */
  public @Nullable ChunkStatistics statistics(byte[] chunk, ValueKind kind) {
    BitInput in = open(chunk, kind);
    count(in, chunk);
    if (!hasStatistics(chunk)) {
      return null;
    }
    in.count(0, in.remainingBytes(), "the length of statistics");
    return StatisticsCodec.decode(kind, in);
  }

  /** Whether the chunk carries statistics, without looking at anything else. */
  public static boolean hasStatistics(byte[] chunk) {
    return chunk.length > 2 && (chunk[2] & ChunkEncoder.HAS_STATISTICS) != 0;
  }

  /** Puts the chunk's trace in place of what is in {@code into}. */
  public void trace(byte[] chunk, ValueKind kind, JournalTrace into) {
    BitInput in = open(chunk, kind);
    count(in, chunk);
    skipStatistics(in, chunk);
    in.count(0, in.remainingBytes(), "the length of a trace");
    into.decode(in);
  }

  private static int count(BitInput in, byte[] chunk) {
    int flags = chunk[2];
    if ((flags & ~ChunkEncoder.HAS_STATISTICS) != 0) {
      throw Damage.of("a chunk has the unknown flags " + flags);
    }
    return in.count(1, ChunkLimits.MAX_SAMPLES, "the count of samples");
  }

  private static void skipStatistics(BitInput in, byte[] chunk) {
    if (hasStatistics(chunk)) {
      in.skip(in.count(0, in.remainingBytes(), "the length of statistics"));
    }
  }

  private BitInput open(byte[] chunk, ValueKind kind) {
    BitInput in = unseal(chunk, checksum);
    int format = in.uint8();
    if (format != ChunkEncoder.FORMAT) {
      throw Damage.of(
          "a chunk has the form " + format + ", this version reads " + ChunkEncoder.FORMAT);
    }
    int code = in.uint8();
    if (code != kind.code()) {
      throw Damage.of("values have the kind " + code + ", their point has " + kind);
    }
    in.uint8();
    return in;
  }

  /** The bytes before the checksum, after checking it. */
  static BitInput unseal(byte[] bytes, CRC32C checksum) {
    int end = bytes.length - ChunkEncoder.CHECKSUM_BYTES;
    BitInput in = new BitInput(bytes, 0, Math.max(0, end));
    if (end < 3) {
      throw Damage.of("a row of " + bytes.length + " bytes is too short");
    }
    checksum.reset();
    checksum.update(bytes, 0, end);
    if ((int) checksum.getValue() != in.int32At(end)) {
      throw Damage.of("the checksum does not match");
    }
    return in;
  }
}
