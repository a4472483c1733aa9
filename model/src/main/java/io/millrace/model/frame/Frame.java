package io.millrace.model.frame;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.FrameId;
import io.millrace.model.time.TimeRange;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span of time with a meaning: a batch (ISA-88), a run, a stop, a shift, a trip.
 *
 * @param id its id, for ever
 * @param asset what it is about
 * @param type what kind of span it is, such as {@code batch} or {@code stop}
 * @param startNs its beginning, nanoseconds since the epoch
 * @param endNs first nanosecond after its end, not before the beginning; {@link #OPEN} while it
 *     goes on
 * @param attributes what else is known of it, such as a batch number
 * @param parent the frame that it is a part of; null if it stands for itself
 */
public record Frame(
    FrameId id,
    AssetId asset,
    String type,
    long startNs,
    long endNs,
    Map<String, String> attributes,
    @Nullable FrameId parent) {
  /** The end of a frame that goes on. */
  public static final long OPEN = Long.MAX_VALUE;

  public Frame {
    attributes = Map.copyOf(attributes);
    if (endNs < startNs) {
      throw new IllegalArgumentException(
          "A frame ends before it begins: from " + startNs + " ns to " + endNs + " ns.");
    }
  }

  /** Whether it still goes on. */
  public boolean isOpen() {
    return endNs == OPEN;
  }

  /** Whether it and the range share an instant; a frame without length lies at its beginning. */
  public boolean overlaps(TimeRange range) {
    return startNs < range.toNs()
        && (endNs > range.fromNs() || (endNs == startNs && startNs >= range.fromNs()));
  }

  /** This frame with another end. */
  public Frame endingAt(long newEndNs) {
    return new Frame(id, asset, type, startNs, newEndNs, attributes, parent);
  }
}
