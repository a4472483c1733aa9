package io.millrace.pipeline.decode;

import io.millrace.model.time.Times;
import io.millrace.pipeline.context.SourcePolicy;
import io.millrace.pipeline.format.FormatLimits;
import java.time.Instant;

/**
 * How decoding is done. All but {@code workers}, {@code maxChannels}, {@code maxAddresses} and
 * {@code partBytes} change what comes out, so a change shows in replays too.
 *
 * @param limits what one message may hold
 * @param undefinedSource how a source is treated that nobody has defined
 * @param earliestNs source times before this are taken for a clock that was never set; receive time
 *     stands in, as for a clock that runs ahead (law 11)
 * @param workers threads that decode one block together, 1 to 64
 * @param maxChannels channels whose plans each worker keeps, at least 1
 * @param maxAddresses unmapped addresses of a channel that each worker remembers, at least 1
 * @param inlineBytes arrays of JSON up to this length are kept in their descriptor, 0 to 65,536
 * @param partBytes payload bytes that are decoded into one batch, at least 1
 */
public record DecodeSettings(
    FormatLimits limits,
    SourcePolicy undefinedSource,
    long earliestNs,
    int workers,
    int maxChannels,
    int maxAddresses,
    int inlineBytes,
    int partBytes) {
  /** One worker, times from the year 2000 on. */
  public static final DecodeSettings DEFAULTS =
      new DecodeSettings(
          FormatLimits.DEFAULTS,
          SourcePolicy.DEFAULT,
          Times.toNs(Instant.parse("2000-01-01T00:00:00Z")),
          1,
          10_000,
          20_000,
          1_024,
          1 << 20);

  private static final int MAX_WORKERS = 64;
  private static final int MAX_INLINE_BYTES = 1 << 16;

  public DecodeSettings {
    if (workers < 1 || workers > MAX_WORKERS) {
      throw new IllegalArgumentException(
          "Decoding has 1 to " + MAX_WORKERS + " workers, not " + workers + ".");
    }
    if (inlineBytes < 0 || inlineBytes > MAX_INLINE_BYTES) {
      throw new IllegalArgumentException(
          "Arrays of 0 to " + MAX_INLINE_BYTES + " bytes may be kept in their descriptor.");
    }
    if (maxChannels < 1 || maxAddresses < 1 || partBytes < 1) {
      throw new IllegalArgumentException("The limits of decoding are at least 1.");
    }
  }

  /** These settings with so many workers. */
  public DecodeSettings withWorkers(int count) {
    return new DecodeSettings(
        limits,
        undefinedSource,
        earliestNs,
        count,
        maxChannels,
        maxAddresses,
        inlineBytes,
        partBytes);
  }
}
