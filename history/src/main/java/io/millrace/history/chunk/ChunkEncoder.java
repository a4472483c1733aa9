package io.millrace.history.chunk;

import io.millrace.model.sample.ValueKind;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Samples to bytes. A pure function with working memory: reusable, serves one thread. */
public final class ChunkEncoder {
  /** The form that this version writes. */
  static final int FORMAT = 1;

  static final int HAS_STATISTICS = 0x01;
  static final int CHECKSUM_BYTES = 4;

  private final BitOutput out = new BitOutput(16 * 1024);
  private final BitOutput section = new BitOutput(1024);
  private final TimeColumn times = new TimeColumn(new IntegerColumn());
  private final ValueColumn values = new ValueColumn();
  private final CRC32C checksum = new CRC32C();

  /**
   * A chunk of samples {@code from} to before {@code to}; at least one, at most {@link
   * ChunkLimits#MAX_SAMPLES}, all in one bucket.
   *
   * @param statistics the statistics of just these samples; null for a slice of an open chunk,
   *     which will be read again before anybody needs them
   * @param trace whence these samples came, the first of them having index 0
   */
  public byte[] encode(
      Samples samples, int from, int to, @Nullable ChunkStatistics statistics, JournalTrace trace) {
    int count = to - from;
    ValueKind kind = samples.kind();
    out.clear();
    out.uint8(FORMAT);
    out.uint8(kind.code());
    out.uint8(statistics == null ? 0 : HAS_STATISTICS);
    out.unsigned(count);
    if (statistics != null) {
      section.clear();
      StatisticsCodec.encode(kind, statistics, section);
      append(section);
    }
    section.clear();
    trace.encode(section);
    append(section);
    times.encode(samples.times(), from, count, out);
    QualityColumn.encode(samples.qualities(), from, count, out);
    values.encode(samples, from, count, out);
    seal(out, checksum);
    return out.toByteArray();
  }

  private void append(BitOutput part) {
    out.unsigned(part.size());
    for (int i = 0; i < part.size(); i++) {
      out.uint8(part.array()[i]);
    }
  }

  /** Appends the CRC-32C of all bytes before it. */
  static void seal(BitOutput out, CRC32C checksum) {
    checksum.reset();
    checksum.update(out.array(), 0, out.size());
    out.int32((int) checksum.getValue());
  }
}
