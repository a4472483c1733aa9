package io.millrace.model.state;

import io.millrace.model.calendar.ShiftCalendar;
import io.millrace.model.calendar.ShiftInstance;
import io.millrace.model.sample.Sample;
import io.millrace.model.time.TimeRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The states of an asset over a span of time, from its samples. */
public final class StateTimeline {
  private final StateModel model;
  private final @Nullable ShiftCalendar calendar;

  /**
   * @param calendar when the asset is meant to work; null if nobody said
   */
  public StateTimeline(StateModel model, @Nullable ShiftCalendar calendar) {
    this.model = model;
    this.calendar = calendar;
  }

  /**
   * Spans of which each begins where the one before ends and which together fill the range. The
   * first state is in force from the range's beginning at once.
   *
   * @param samplesBySlot the samples of each slot in the order of time, with the last one before
   *     the range if there is one
   */
  public List<StateSpan> over(TimeRange range, Map<String, List<Sample>> samplesBySlot) {
    List<StateSpan> spans = new ArrayList<>();
    if (range.lengthNs() == 0) {
      return spans;
    }
    Map<String, Latest> latest = new HashMap<>();
    samplesBySlot.forEach((slot, samples) -> latest.put(slot, new Latest(samples)));
    @Nullable StateTracker tracker = null;
    for (long timeNs : moments(range, samplesBySlot)) {
      latest.values().forEach(slot -> slot.moveTo(timeNs));
      StateModel.Reading reading =
          model.readAt(
              timeNs,
              slot -> {
                Latest of = latest.get(slot);
                return of == null ? null : of.sample();
              },
              calendar);
      if (tracker == null) {
        tracker = StateTracker.startingAt(timeNs, reading);
      } else {
        StateTracker.Step step = tracker.advance(timeNs, reading);
        spans.addAll(step.ended());
        tracker = step.next();
      }
    }
    if (tracker != null) {
      finish(tracker, range.toNs(), spans);
    }
    return spans;
  }

  /** A candidate that has lasted by the end of the range counts, one that has not does not. */
  private static void finish(StateTracker tracker, long endNs, List<StateSpan> spans) {
    StateModel.Reading last =
        tracker.candidate() == null
            ? new StateModel.Reading(tracker.state(), tracker.reason(), 0)
            : tracker.candidate();
    StateTracker.Step step = tracker.advance(endNs, last);
    spans.addAll(step.ended());
    StateTracker end = step.next();
    spans.add(new StateSpan(end.state(), end.reason(), new TimeRange(end.sinceNs(), endNs)));
  }

  /** All moments of the range at which a reading may change, its beginning included. */
  private SortedSet<Long> moments(TimeRange range, Map<String, List<Sample>> samplesBySlot) {
    SortedSet<Long> moments = new TreeSet<>();
    moments.add(range.fromNs());
    samplesBySlot
        .values()
        .forEach(samples -> samples.forEach(sample -> add(moments, range, sample.timeNs())));
    model.forEachCondition(
        condition -> {
          if (condition instanceof Condition.Stale(String slot, long ageNs)) {
            samplesBySlot
                .getOrDefault(slot, List.of())
                .forEach(sample -> add(moments, range, sample.timeNs() + ageNs));
          } else if (condition instanceof Condition.OutsideWorkingTime && calendar != null) {
            addEdges(moments, range, calendar.shiftsBetween(range));
          }
        });
    return moments;
  }

  private static void addEdges(
      SortedSet<Long> moments, TimeRange range, List<ShiftInstance> shifts) {
    for (ShiftInstance shift : shifts) {
      add(moments, range, shift.range().fromNs());
      add(moments, range, shift.range().toNs());
      for (TimeRange pause : shift.breaks()) {
        add(moments, range, pause.fromNs());
        add(moments, range, pause.toNs());
      }
    }
  }

  private static void add(SortedSet<Long> moments, TimeRange range, long timeNs) {
    if (range.contains(timeNs)) {
      moments.add(timeNs);
    }
  }

  /** Walks through the samples of one slot. */
  private static final class Latest {
    private final List<Sample> samples;
    private int next;

    Latest(List<Sample> samples) {
      this.samples = samples;
    }

    void moveTo(long timeNs) {
      while (next < samples.size() && samples.get(next).timeNs() <= timeNs) {
        next++;
      }
    }

    @Nullable Sample sample() {
      return next == 0 ? null : samples.get(next - 1);
    }
  }
}
