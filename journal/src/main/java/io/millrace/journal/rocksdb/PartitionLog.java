package io.millrace.journal.rocksdb;

import io.millrace.journal.Block;
import io.millrace.journal.Lag;
import io.millrace.journal.Lane;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one partition while the journal is open. From old to new: retired, sealed
 * segments, blocks, and the newest blocks also in the tail.
 *
 * <p>{@code oldest <= sealedEnd <= durableEnd <= assignedEnd}.
 */
final class PartitionLog {
  final int number;
  final Lane lane;
  final TailRing tail;
  final SizeMarks sizes = new SizeMarks();
  private final NavigableMap<Long, SegmentEntry> segments = new ConcurrentSkipListMap<>();
  private final NavigableMap<Long, Gap> gaps = new ConcurrentSkipListMap<>();

  /** Next offset to give out; for the writer, and for upkeep while the writer is held off. */
  long assignedEnd;

  private volatile long durableEnd;
  private volatile long oldest;
  private volatile long sealedEnd;
  private volatile long unsealedBytes;

  PartitionLog(int number, Lane lane, long tailBytes) {
    this.number = number;
    this.lane = lane;
    this.tail = new TailRing(tailBytes);
  }

  /** Readers see what lies before this. */
  long durableEnd() {
    return durableEnd;
  }

  /** Records before this were removed by retention. */
  long oldest() {
    return oldest;
  }

  /** Records before this are in sealed segments, later ones in blocks. */
  long sealedEnd() {
    return sealedEnd;
  }

  /** Memory that the blocks since the last sealed segment would take, about. */
  long unsealedBytes() {
    return unsealedBytes;
  }

  /** Takes over where things stand, as found when opening. */
  void restore(long newOldest, long newSealedEnd, long newDurableEnd, long newUnsealedBytes) {
    oldest = newOldest;
    sealedEnd = newSealedEnd;
    unsealedBytes = newUnsealedBytes;
    assignedEnd = newDurableEnd;
    durableEnd = newDurableEnd;
  }

  /** The block is durable: from now on readers see it. For the syncer. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // see sealed()
  synchronized void publish(Block block) {
    tail.publish(block);
    sizes.add(
        block.firstOffset(), block.nextOffset(), block.payloadBytes(), block.receiveTimeNs(0));
    unsealedBytes += weight(block.payloadBytes(), block.size());
    durableEnd = block.nextOffset();
  }

  static long weight(long payloadBytes, long records) {
    return payloadBytes + PendingAppend.RECORD_BYTES * records;
  }

  /** Blocks have become a segment. For upkeep. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // both writers hold the lock
  synchronized void sealed(SegmentEntry segment, long weight) {
    segments.put(segment.first(), segment);
    sizes.thinOut(segment.first(), segment.next());
    unsealedBytes -= weight;
    sealedEnd = segment.next();
  }

  /** Blocks before the offset are gone without having become a segment. For upkeep. */
  synchronized void lostBefore(long offset) {
    unsealedBytes = weightFrom(offset);
  }

  private long weightFrom(long offset) {
    return weight(sizes.bytesFrom(offset), Math.max(0, durableEnd - offset));
  }

  /** A segment found when opening. */
  void restoreSegment(SegmentEntry segment) {
    segments.put(segment.first(), segment);
    sizes.add(segment.first(), segment.next(), segment.payloadBytes(), segment.oldestReceiveNs());
  }

  /** Records before the offset are gone. For upkeep. */
  synchronized void retiredBefore(long offset) {
    oldest = offset;
    if (offset > sealedEnd) {
      sealedEnd = offset;
      unsealedBytes = weightFrom(offset);
    }
    segments.headMap(offset, false).clear();
    gaps.headMap(offset, false).clear();
    sizes.dropBefore(offset);
  }

  NavigableMap<Long, SegmentEntry> segments() {
    return segments;
  }

  /** The segment that holds the offset, or the next one. */
  @Nullable SegmentEntry segmentAt(long offset) {
    Map.Entry<Long, SegmentEntry> at = segments.floorEntry(offset);
    if (at != null && offset < at.getValue().next()) {
      return at.getValue();
    }
    Map.Entry<Long, SegmentEntry> after = segments.higherEntry(offset);
    return after == null ? null : after.getValue();
  }

  /** Makes a hole known; whether it was not known before. */
  boolean addGap(Gap gap) {
    return gaps.put(gap.from(), gap) == null;
  }

  /** Known holes that begin before an offset. */
  Collection<Gap> gapsBefore(long offset) {
    return gaps.headMap(offset, false).values();
  }

  /** The known hole that the offset lies in. */
  @Nullable Gap gapAt(long offset) {
    if (gaps.isEmpty()) {
      return null;
    }
    Map.Entry<Long, Gap> at = gaps.floorEntry(offset);
    return at != null && offset < at.getValue().next() ? at.getValue() : null;
  }

  /** Where the next known hole after an offset begins; endless if there is none. */
  long nextGap(long offset) {
    Long next = gaps.higherKey(offset);
    return next == null ? Long.MAX_VALUE : next;
  }

  Lag lag(long from, long nowNs) {
    long end = durableEnd;
    long begin = Math.max(from, oldest);
    if (begin >= end) {
      return Lag.NONE;
    }
    long age = Math.max(0, nowNs - sizes.receiveNs(begin, nowNs));
    return new Lag(end - begin, sizes.bytesFrom(begin), age);
  }
}
