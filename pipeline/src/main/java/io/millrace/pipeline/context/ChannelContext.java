package io.millrace.pipeline.context;

import io.millrace.model.context.ContextChange.PointBound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The bindings of one channel of a source, with every version. */
final class ChannelContext {
  /**
   * @param offset of the change in the context lane
   * @param bound null if the address was unbound
   */
  private record Change(long offset, long validFromNs, @Nullable PointBound bound) {}

  final Offsets changes = new Offsets();
  private final Map<String, List<Change>> changesByPath = new HashMap<>();

  void bind(long offset, String path, long validFromNs, @Nullable PointBound bound) {
    changesByPath
        .computeIfAbsent(path, p -> new ArrayList<>(1))
        .add(new Change(offset, validFromNs, bound));
    changes.add(offset);
  }

  /**
   * The timelines of all paths in a version. Of two changes that hold from the same source time on,
   * the later in the journal counts.
   */
  Map<String, Timeline> timelines(long version, BiFunction<PointBound, Long, Binding> compile) {
    Map<String, Timeline> timelines = new HashMap<>();
    changesByPath.forEach(
        (path, all) -> {
          TreeMap<Long, Timeline.Period> periods = new TreeMap<>();
          for (Change change : all) {
            if (change.offset() < version) {
              PointBound bound = change.bound();
              Binding binding = bound == null ? null : compile.apply(bound, version);
              periods.put(change.validFromNs(), new Timeline.Period(change.validFromNs(), binding));
            }
          }
          if (!periods.isEmpty()) {
            timelines.put(path, new Timeline(new ArrayList<>(periods.values())));
          }
        });
    return timelines;
  }
}
