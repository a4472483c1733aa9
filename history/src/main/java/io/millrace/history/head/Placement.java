package io.millrace.history.head;

import io.millrace.history.chunk.ChunkLimits;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.SampleBatch;
import io.millrace.model.sample.ValueKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides where a sample goes that is not simply put behind the others, and when active samples are
 * encoded. Serves the writer's thread.
 */
final class Placement {
  private static final int MIN_ACTIVE = 64;
  private static final int MIN_SLICE_BYTES = 2 * 1024;
  private static final int MAX_SLICE_BYTES = 64 * 1024;
  private static final int ACTIVE_SAMPLE_BYTES = 16;

  /** Texts of active samples are encoded when they have more characters than this. */
  private static final int MAX_ACTIVE_CHARACTERS = 32 * 1024;

  private final HeadTable heads;
  private final HeadSettings settings;
  private final OpenChunk openChunk;
  private final LateQueue late;
  private final Unsaved unsaved;
  private int activeLimit = MIN_ACTIVE;
  private int sliceBytesLimit = MIN_SLICE_BYTES;
  private int limitsForHeads;

  Placement(
      HeadTable heads,
      HeadSettings settings,
      OpenChunk openChunk,
      LateQueue late,
      Unsaved unsaved) {
    this.heads = heads;
    this.settings = settings;
    this.openChunk = openChunk;
    this.late = late;
    this.unsaved = unsaved;
  }

  /** Divides the memory among the points that there are now. */
  void adjustLimits() {
    if (limitsForHeads == heads.size()) {
      return;
    }
    limitsForHeads = heads.size();
    int count = Math.max(1, limitsForHeads);
    long activePerPoint = settings.activeBytes() / ACTIVE_SAMPLE_BYTES / count;
    activeLimit = Math.clamp(activePerPoint, MIN_ACTIVE, ChunkLimits.TARGET_SAMPLES);
    // Open chunks are half full on average.
    long slicesPerPoint = 2 * settings.sliceBytes() / count;
    sliceBytesLimit = Math.clamp(slicesPerPoint, MIN_SLICE_BYTES, MAX_SLICE_BYTES);
  }

  /**
   * Puts a sample where it belongs.
   *
   * @return what became of it; null if that will be known when it is merged
   */
  @Nullable Fate place(
      PointHead head, SampleBatch batch, int i, int source, int partition, long contextVersion) {
    long timeNs = batch.timeNs(i);
    ValueKind kind = batch.kind(i);
    if (kind != head.kind || (kind.isText() && !Texts.fits(batch.text(i)))) {
      return Fate.REFUSED;
    }
    if (ChunkLimits.bucketOf(timeNs) < head.chunksFromBucket()) {
      return Fate.EXPIRED;
    }
    if (head.tombstones().cover(timeNs, contextVersion)) {
      return Fate.DELETED;
    }
    unsaved.mark(head);
    String text = kind.isText() ? Texts.sound(batch.text(i)) : null;
    long bits = kind.isText() ? 0 : batch.bits(i);
    int quality = batch.quality(i);
    long offset = batch.journalOffset(i);
    if (isLatest(head, timeNs)) {
      appendInOrder(head, timeNs, bits, text, quality, partition, offset);
      return Fate.STORED;
    }
    // Not in the middle of samples of one time: those to come would be late, each a chunk
    // rewritten.
    if (timeNs > head.frozenNs()
        && (!head.takesPartition(partition)
            || (timeNs != head.lastNs() && head.activeCount() >= limit(head)))) {
      freezeOrSeal(head);
    }
    if (timeNs > head.frozenNs()) {
      return placeAmongActive(head, timeNs, bits, text, quality, offset);
    }
    late.add(head, timeNs, bits, text, quality, false, source, partition, offset);
    return null;
  }

  private static boolean isLatest(PointHead head, long timeNs) {
    return timeNs > head.lastNs() || (head.activeCount() == 0 && timeNs > head.frozenNs());
  }

  private void appendInOrder(
      PointHead head,
      long timeNs,
      long bits,
      @Nullable String text,
      int quality,
      int partition,
      long offset) {
    if (timeNs > head.bucketLastNs() || head.newest() == null) {
      openBucket(head, ChunkLimits.bucketOf(timeNs));
    }
    if (!head.takesPartition(partition) || head.activeCount() >= limit(head)) {
      freezeOrSeal(head);
    }
    head.appendAny(timeNs, bits, text, quality, partition, offset, limit(head));
    if (head.activeTextLength() > MAX_ACTIVE_CHARACTERS) {
      freezeOrSeal(head);
    }
  }

  private void openBucket(PointHead head, int number) {
    seal(head);
    Bucket before = head.newest();
    head.beginChange();
    if (before != null && (!before.loose().isEmpty() || before.pages() != null)) {
      head.putOlder(List.of(before));
    }
    head.setNewest(Bucket.empty(number));
    head.endChange();
  }

  /** How many active samples the point may have now. */
  private int limit(PointHead head) {
    Bucket newest = head.newest();
    int open = newest == null ? 0 : newest.sliceSamples();
    return Math.max(1, Math.min(activeLimit, ChunkLimits.TARGET_SAMPLES - open));
  }

  /** Encodes the active samples: into a slice, or with the slices into a chunk if that is full. */
  void freezeOrSeal(PointHead head) {
    Bucket newest = head.newest();
    if (newest == null) {
      return;
    }
    boolean full =
        newest.sliceSamples() + head.activeCount() >= ChunkLimits.TARGET_SAMPLES
            || newest.sliceBytes() >= sliceBytesLimit;
    unsaved.addBytes(full ? openChunk.seal(head) : openChunk.freeze(head));
  }

  /** Encodes the whole open chunk. */
  void seal(PointHead head) {
    unsaved.addBytes(openChunk.seal(head));
  }

  /** Puts a sample among active ones: some are later, or have the same time. */
  private Fate placeAmongActive(
      PointHead head, long timeNs, long bits, @Nullable String text, int quality, long offset) {
    int after = head.activeCount();
    while (after > 0 && head.activeTimeNs(after - 1) > timeNs) {
      after--;
    }
    int group = after;
    while (group > 0 && head.activeTimeNs(group - 1) == timeNs) {
      group--;
      if (head.sameValue(group, bits, text, quality)) {
        return Fate.DUPLICATE;
      }
    }
    boolean replaces =
        group < after && heads.traits(head.handle).sameTimePolicy() == SameTimePolicy.REPLACE;
    if (!replaces && after - group >= ChunkLimits.MAX_SAME_TIME) {
      return Fate.REFUSED;
    }
    head.beginChange();
    if (replaces) {
      head.replace(after - 1, bits, text, quality, offset, limit(head));
    } else {
      head.insert(after, timeNs, bits, text, quality, offset, limit(head));
    }
    head.endChange();
    return replaces ? Fate.REPLACED : Fate.STORED;
  }
}
