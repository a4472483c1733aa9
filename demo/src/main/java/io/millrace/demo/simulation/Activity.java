package io.millrace.demo.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What a machine does during one production day: segments without holes between them. Not
 * thread-safe, since lookups remember where they were.
 */
final class Activity {
  private final List<Segment> segments = new ArrayList<>();
  private int hint;

  /** Adds a segment behind the others; one that continues the last is merged with it. */
  void append(Segment segment) {
    if (!segments.isEmpty()) {
      Segment last = segments.getLast();
      if (last.toMs() != segment.fromMs()) {
        throw new IllegalArgumentException(
            "Segments follow each other: " + last + " and " + segment + ".");
      }
      if (last.state() == segment.state()
          && last.reason() == segment.reason()
          && last.order() == segment.order()) {
        segments.set(segments.size() - 1, last.between(last.fromMs(), segment.toMs()));
        return;
      }
    }
    segments.add(segment);
  }

  /** Puts a segment over whatever was there; what lies outside of the day is cut off. */
  void overlay(Segment over) {
    long from = Math.max(over.fromMs(), fromMs());
    long to = Math.min(over.toMs(), toMs());
    if (from >= to) {
      return;
    }
    List<Segment> old = List.copyOf(segments);
    segments.clear();
    boolean placed = false;
    for (Segment segment : old) {
      if (segment.fromMs() < from) {
        append(segment.between(segment.fromMs(), Math.min(segment.toMs(), from)));
      }
      if (!placed && segment.toMs() > from) {
        append(new Segment(from, to, over.state(), over.reason(), segment.order()));
        placed = true;
      }
      if (segment.toMs() > to) {
        append(segment.between(Math.max(segment.fromMs(), to), segment.toMs()));
      }
    }
    hint = 0;
  }

  /** The segments in order. */
  List<Segment> segments() {
    return List.copyOf(segments);
  }

  long fromMs() {
    return segments.getFirst().fromMs();
  }

  long toMs() {
    return segments.getLast().toMs();
  }

  /**
   * What the machine does at an instant of the day; before it the first segment, after it the last.
   */
  Segment at(long timeMs) {
    int i = hint;
    if (i >= segments.size() || timeMs < segments.get(i).fromMs()) {
      i = 0;
    }
    while (i + 1 < segments.size() && segments.get(i).toMs() <= timeMs) {
      i++;
    }
    hint = i;
    return segments.get(i);
  }

  /** Calls back at each instant in [fromMs, toMs) at which the machine begins something else. */
  void changes(long fromMs, long toMs, LongConsumer onChange) {
    for (Segment segment : segments) {
      if (segment.fromMs() >= fromMs && segment.fromMs() < toMs) {
        onChange.accept(segment.fromMs());
      }
    }
  }
}
