package io.millrace.pipeline.account;

import io.millrace.model.id.SourceId;
import io.millrace.pipeline.quarantine.EntryId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Everything that is counted of one source. Guarded by the state's lock. */
final class SourceAccount {
  final SourceId id;
  Counts total = new Counts();
  final TreeMap<Long, Counts> days = new TreeMap<>();
  final TreeMap<Long, Gap> gaps = new TreeMap<>();
  final Map<String, SequenceTracker> sequences = new LinkedHashMap<>(16, 0.75f, true);
  final TreeSet<EntryId> retried = new TreeSet<>();
  final Set<EntryId> changedRetried = new HashSet<>();
  final Set<Long> changedDays = new HashSet<>();
  final Set<Long> removedDays = new HashSet<>();
  final Set<Long> changedGaps = new HashSet<>();
  final Set<String> removedSequences = new HashSet<>();
  boolean changed;
  long lastReceiveNs;
  long connectionEpoch;
  long lastGap;
  private final Map<Long, Long> openPeriodGaps = new HashMap<>();

  SourceAccount(SourceId id) {
    this.id = id;
  }

  /** Notes that something left quarantine; says whether it was still there. */
  boolean leaves(EntryId first, int maxRetried) {
    boolean wasThere = retried.add(first);
    if (wasThere) {
      changedRetried.add(first);
    }
    if (retried.size() > maxRetried) {
      changedRetried.add(retried.pollFirst());
    }
    return wasThere;
  }

  /** Notes that something is in quarantine again; says whether it had left. */
  boolean comesBack(EntryId first) {
    boolean hadLeft = retried.remove(first);
    if (hadLeft) {
      changedRetried.add(first);
    }
    return hadLeft;
  }

  Counts day(long day, int maxDays) {
    Counts counts = days.get(day);
    if (counts == null) {
      counts = new Counts();
      days.put(day, counts);
      if (days.size() > maxDays) {
        long oldest = days.pollFirstEntry().getKey();
        removedDays.add(oldest);
        changedDays.remove(oldest);
      }
    }
    return counts;
  }

  SequenceTracker sequence(String channel, int maxSequences) {
    SequenceTracker tracker = sequences.get(channel);
    if (tracker == null) {
      tracker = new SequenceTracker();
      sequences.put(channel, tracker);
      removedSequences.remove(channel);
      if (sequences.size() > maxSequences) {
        String eldest = sequences.keySet().iterator().next();
        sequences.remove(eldest);
        removedSequences.add(eldest);
      }
    }
    return tracker;
  }

  void put(Gap gap, int maxGaps) {
    gaps.put(gap.number(), gap);
    changedGaps.add(gap.number());
    if (gap.kind() == Gap.Kind.PERIOD) {
      if (gap.isFilled()) {
        openPeriodGaps.remove(gap.number());
      } else {
        openPeriodGaps.put(gap.number(), gap.toNs());
      }
    }
    if (gaps.size() > maxGaps) {
      long oldest = gaps.pollFirstEntry().getKey();
      openPeriodGaps.remove(oldest);
      changedGaps.add(oldest);
    }
  }

  /** The gap by period that a source time lies in; null if it lies in none that is open. */
  @Nullable Gap openGapAt(long timeNs) {
    for (long number : openPeriodGaps.keySet()) {
      Gap gap = gaps.get(number);
      if (gap != null && timeNs > gap.fromNs() && timeNs < gap.toNs()) {
        return gap;
      }
    }
    return null;
  }

  boolean hasOpenGaps() {
    return !openPeriodGaps.isEmpty();
  }
}
