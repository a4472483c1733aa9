package io.millrace.web.server;

import io.millrace.web.route.Route;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts answers by route and class of status. Thread-safe; bounded by the number of routes. */
public final class RequestCounts {
  private static final int CLASSES = 6;

  private final ConcurrentHashMap<String, Counts> byRoute = new ConcurrentHashMap<>();

  private static final class Counts {
    final LongAdder[] byClass = new LongAdder[CLASSES];
    final LongAdder ns = new LongAdder();

    Counts() {
      for (int i = 0; i < CLASSES; i++) {
        byClass[i] = new LongAdder();
      }
    }
  }

  /**
   * Answers of one route.
   *
   * @param operationId of the route
   * @param answers how many there were, by class of status: {@code 2xx} and so on
   * @param totalNs how long they took altogether, streams included
   */
  public record RouteCounts(String operationId, Map<String, Long> answers, long totalNs) {
    public RouteCounts {
      answers = Map.copyOf(answers);
    }
  }

  void answered(Route route, int status, long ns) {
    Counts counts = byRoute.computeIfAbsent(route.operationId(), _ -> new Counts());
    counts.byClass[Math.clamp(status / 100, 0, CLASSES - 1)].increment();
    counts.ns.add(ns);
  }

  /** What was counted since the start. */
  public List<RouteCounts> counts() {
    return byRoute.entrySet().stream()
        .map(
            entry -> {
              Map<String, Long> answers = new TreeMap<>();
              for (int i = 1; i < CLASSES; i++) {
                long sum = entry.getValue().byClass[i].sum();
                if (sum > 0) {
                  answers.put(i + "xx", sum);
                }
              }
              return new RouteCounts(entry.getKey(), answers, entry.getValue().ns.sum());
            })
        .toList();
  }
}
