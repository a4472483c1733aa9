package io.millrace.history.head;

import io.millrace.history.chunk.ChunkLimits;
import io.millrace.history.chunk.ChunkStatistics;
import io.millrace.history.chunk.Samples;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps a head's knowledge of the last sample before the active ones. All within a change. */
final class LastFrozen {
  private LastFrozen() {}

  /** It is the last of these. */
  static void set(PointHead head, Samples samples) {
    int last = samples.size() - 1;
    head.setFrozenLast(
        samples.timeNs(last), samples.bits(last), samples.textOrNull(last), samples.quality(last));
  }

  /** It is the last of a chunk. */
  static void set(PointHead head, ChunkStatistics.End last) {
    if (head.kind.isText() && last.text() == null) {
      // The text is too long for statistics: whoever asks for the latest has to look it up.
      head.forgetFrozenLast(last.timeNs());
    } else {
      head.setFrozenLast(last.timeNs(), last.bits(), last.text(), last.quality());
    }
  }

  /** No sample is left in the newest bucket. */
  static void forget(PointHead head) {
    Bucket newest = head.newest();
    long before = newest == null ? Long.MIN_VALUE : ChunkLimits.bucketStartNs(newest.number()) - 1;
    head.forgetFrozenLast(Math.max(head.frozenNs(), before));
  }

  /**
   * Takes a rewritten newest bucket over.
   *
   * @param tail holds the last sample of a rewritten open chunk; empty if none is left; null if the
   *     open chunk is as it was
   */
  static void update(PointHead head, Bucket newest, @Nullable Samples tail) {
    Bucket before = head.newest();
    head.setNewest(newest);
    if (tail != null && tail.size() > 0) {
      set(head, tail);
      return;
    }
    boolean sameChunks =
        before != null
            && newest.loose().equals(before.loose())
            && (newest.pages() == null || newest.pages().stream().noneMatch(Bucket.Page::changed));
    if (!newest.slices().isEmpty() || (tail == null && sameChunks)) {
      return;
    }
    List<ChunkRef> chunks = BucketRewrite.chunks(newest);
    if (chunks.isEmpty()) {
      forget(head);
    } else {
      set(head, chunks.getLast().statistics().last());
    }
  }
}
