package io.millrace.pipeline.redecode;

import io.millrace.model.sample.SampleBatch;
import io.millrace.model.sample.ValueKind;
import io.millrace.pipeline.decode.DecodedPart;
import java.util.HashSet;
import java.util.Set;

/**
 * Which samples of a record only its old, and only its new decoding has. A sample is the same if
 * point, kind, time, value and quality are.
 */
public final class SampleDifference {
  private SampleDifference() {}

  /** Takes the samples that only one side has. */
  public interface Only {
    /** Sample {@code i} of the batch is on this side only. */
    void sample(SampleBatch batch, int i);
  }

  /**
   * Compares what a record became.
   *
   * @return whether there is any difference
   */
  public static boolean of(
      DecodedPart before, DecodedPart after, int record, Only onlyBefore, Only onlyAfter) {
    int fromBefore = before.sampleStart(record);
    int toBefore = before.sampleEnd(record);
    int fromAfter = after.sampleStart(record);
    int toAfter = after.sampleEnd(record);
    SampleBatch a = before.samples();
    SampleBatch b = after.samples();
    if (toBefore - fromBefore == toAfter - fromAfter) {
      int same = 0;
      while (fromBefore + same < toBefore && equal(a, fromBefore + same, b, fromAfter + same)) {
        same++;
      }
      if (fromBefore + same == toBefore) {
        return false;
      }
    }
    boolean different = missingIn(a, fromBefore, toBefore, b, fromAfter, toAfter, onlyBefore);
    return missingIn(b, fromAfter, toAfter, a, fromBefore, toBefore, onlyAfter) || different;
  }

  private record Key(int point, long timeNs, ValueKind kind, long bits, String text, int quality) {
    static Key of(SampleBatch batch, int i) {
      ValueKind kind = batch.kind(i);
      return new Key(
          batch.point(i),
          batch.timeNs(i),
          kind,
          kind.isText() ? 0 : batch.bits(i),
          kind.isText() ? batch.text(i) : "",
          batch.quality(i));
    }
  }

  /** Looks for each sample at its own place first, where it is if the mapping kept the order. */
  private static boolean missingIn(
      SampleBatch a, int fromA, int toA, SampleBatch b, int fromB, int toB, Only only) {
    Set<Key> others = null;
    boolean any = false;
    for (int i = fromA; i < toA; i++) {
      int place = fromB + (i - fromA);
      if (place < toB && equal(a, i, b, place)) {
        continue;
      }
      if (others == null) {
        others = new HashSet<>();
        for (int j = fromB; j < toB; j++) {
          others.add(Key.of(b, j));
        }
      }
      if (!others.contains(Key.of(a, i))) {
        only.sample(a, i);
        any = true;
      }
    }
    return any;
  }

  private static boolean equal(SampleBatch a, int i, SampleBatch b, int j) {
    if (a.point(i) != b.point(j)
        || a.timeNs(i) != b.timeNs(j)
        || a.quality(i) != b.quality(j)
        || a.kind(i) != b.kind(j)) {
      return false;
    }
    ValueKind kind = a.kind(i);
    return kind.isText() ? a.text(i).equals(b.text(j)) : a.bits(i) == b.bits(j);
  }

  /** Adds a sample of one batch to another. */
  public static void copy(SampleBatch from, int i, SampleBatch to) {
    ValueKind kind = from.kind(i);
    if (kind.isText()) {
      to.addText(
          from.point(i),
          kind,
          from.timeNs(i),
          from.text(i),
          from.quality(i),
          from.journalOffset(i));
    } else {
      to.add(
          from.point(i),
          kind,
          from.timeNs(i),
          from.bits(i),
          from.quality(i),
          from.journalOffset(i));
    }
  }
}
