package io.millrace.history.head;

import io.millrace.model.time.TimeRange;
import java.util.ArrayList;
import java.util.List;

/**
 * The deleted ranges of a point (law 15). Immutable.
 *
 * @param all in no particular order; those of the same reach do not touch each other
 */
public record Tombstones(List<Tombstone> all) {
  /** None. */
  public static final Tombstones NONE = new Tombstones(List.of());

  /** No point remembers more deleted ranges than this. */
  public static final int MAX = 1000;

  public Tombstones {
    all = List.copyOf(all);
  }

  /**
   * One deleted range.
   *
   * @param contextOffset offset of the deletion's record in the context lane: samples that were
   *     taken in before it are deleted, however late they are decoded. {@link Long#MAX_VALUE} to
   *     keep the range closed to later ones too
   */
  public record Tombstone(TimeRange range, long contextOffset) {
    boolean covers(long timeNs, long contextVersion) {
      return range.contains(timeNs) && contextVersion <= contextOffset;
    }
  }

  /**
   * Whether a sample is deleted.
   *
   * @param contextVersion next offset of the context lane when the sample was taken in
   */
  boolean cover(long timeNs, long contextVersion) {
    for (Tombstone tombstone : all) {
      if (tombstone.covers(timeNs, contextVersion)) {
        return true;
      }
    }
    return false;
  }

  /** The first time after all deleted ranges; the least time if there are none. */
  long endNs() {
    long end = Long.MIN_VALUE;
    for (Tombstone tombstone : all) {
      end = Math.max(end, tombstone.range.toNs());
    }
    return end;
  }

  /** These with one more, which takes the place of those that it touches or makes needless. */
  Tombstones plus(Tombstone added) {
    long from = added.range.fromNs();
    long to = added.range.toNs();
    List<Tombstone> rest = new ArrayList<>();
    for (Tombstone each : all) {
      TimeRange range = each.range;
      boolean touches = range.fromNs() <= to && from <= range.toNs();
      boolean inside = range.fromNs() >= from && range.toNs() <= to;
      if (touches && each.contextOffset == added.contextOffset) {
        from = Math.min(from, range.fromNs());
        to = Math.max(to, range.toNs());
      } else if (!inside || each.contextOffset > added.contextOffset) {
        rest.add(each);
      }
    }
    rest.add(new Tombstone(new TimeRange(from, to), added.contextOffset));
    return new Tombstones(rest);
  }

  /** These without those that end at or before a time. */
  Tombstones after(long timeNs) {
    return new Tombstones(all.stream().filter(each -> each.range.toNs() > timeNs).toList());
  }
}
