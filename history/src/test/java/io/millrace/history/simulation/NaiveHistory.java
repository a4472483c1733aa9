package io.millrace.history.simulation;

import io.millrace.history.chunk.ChunkLimits;
import io.millrace.history.simulation.Operation.Delete;
import io.millrace.history.simulation.Operation.PointSample;
import io.millrace.history.simulation.Operation.Remove;
import io.millrace.history.simulation.Operation.Retain;
import io.millrace.history.simulation.Operation.Write;
import io.millrace.history.source.SourceCounts;
import io.millrace.model.point.PointTraits;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.Sample;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** History as one would write it on a slate: lists of samples, and the laws word by word. */
final class NaiveHistory {
  private final List<PointTraits> traits;
  private final Map<Integer, NavigableMap<Long, List<Sample>>> samples = new HashMap<>();
  private final Map<Integer, List<Delete>> deletions = new HashMap<>();
  private final Map<Integer, Long> expiredBeforeNs = new HashMap<>();
  private final Map<Integer, long[]> counts = new HashMap<>();

  NaiveHistory(List<PointTraits> traits) {
    this.traits = traits;
  }

  void apply(Operation operation) {
    switch (operation) {
      case Write write -> write.samples().forEach(each -> write(write, each));
      case Remove remove -> remove.samples().forEach(this::remove);
      case Delete delete -> delete(delete);
      case Retain retain -> retain(retain);
    }
  }

  private void write(Write write, PointSample each) {
    Sample sample = each.sample();
    List<Sample> same = of(each.point()).computeIfAbsent(sample.timeNs(), t -> new ArrayList<>());
    boolean replaces =
        traits.get(each.point()).sameTimePolicy() == SameTimePolicy.REPLACE && !same.isEmpty();
    int fate;
    if (sample.timeNs() < expiredBeforeNs.getOrDefault(each.point(), Long.MIN_VALUE)) {
      fate = 4;
    } else if (isDeleted(each.point(), sample.timeNs(), write.contextVersion())) {
      fate = 3;
    } else if (same.contains(sample)) {
      fate = 1;
    } else if (replaces) {
      same.set(same.size() - 1, sample);
      fate = 2;
    } else if (same.size() >= ChunkLimits.MAX_SAME_TIME) {
      fate = 5;
    } else {
      same.add(sample);
      fate = 0;
    }
    counts.computeIfAbsent(write.source(), s -> new long[6])[fate]++;
    dropIfEmpty(each.point(), sample.timeNs());
  }

  private boolean isDeleted(int point, long timeNs, long contextVersion) {
    return deletions.getOrDefault(point, List.of()).stream()
        .anyMatch(
            d ->
                d.range().contains(timeNs)
                    && (d.alsoLater() || contextVersion <= d.contextOffset()));
  }

  private void remove(PointSample each) {
    long timeNs = each.sample().timeNs();
    List<Sample> same = of(each.point()).get(timeNs);
    if (same != null) {
      same.remove(each.sample());
      dropIfEmpty(each.point(), timeNs);
    }
  }

  private void delete(Delete delete) {
    deletions.computeIfAbsent(delete.point(), p -> new ArrayList<>()).add(delete);
    of(delete.point()).keySet().removeIf(delete.range()::contains);
  }

  private void retain(Retain retain) {
    long fromNs = ChunkLimits.bucketStartNs(ChunkLimits.bucketOf(retain.samplesFromNs()));
    expiredBeforeNs.merge(retain.point(), fromNs, Math::max);
    of(retain.point()).headMap(fromNs).clear();
  }

  private void dropIfEmpty(int point, long timeNs) {
    of(point).computeIfPresent(timeNs, (t, same) -> same.isEmpty() ? null : same);
  }

  private NavigableMap<Long, List<Sample>> of(int point) {
    return samples.computeIfAbsent(point, p -> new TreeMap<>());
  }

  /** All samples of a point by time, those of one time in the order in which they came. */
  List<Sample> samplesOf(int point) {
    List<Sample> all = new ArrayList<>();
    of(point).values().forEach(all::addAll);
    return all;
  }

  SourceCounts countsOf(int source) {
    long[] c = counts.getOrDefault(source, new long[6]);
    return new SourceCounts(c[0], c[1], c[2], c[3], c[4], c[5]);
  }
}
