package io.millrace.connectors.http.intake;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts requests. Thread-safe. */
final class IntakeCounts {
  private final LongAdder requests = new LongAdder();
  private final LongAdder taken = new LongAdder();
  private final LongAdder takenBytes = new LongAdder();
  // Bounded by the number of error codes that there are.
  private final ConcurrentHashMap<String, LongAdder> refused = new ConcurrentHashMap<>();

  void request() {
    requests.increment();
  }

  void taken(long bytes) {
    taken.increment();
    takenBytes.add(bytes);
  }

  void refused(String code) {
    refused.computeIfAbsent(code, _ -> new LongAdder()).increment();
  }

  IntakeStatistics statistics(long liveBytes, long bulkBytes) {
    Map<String, Long> byCode = new TreeMap<>();
    refused.forEach((code, count) -> byCode.put(code, count.sum()));
    return new IntakeStatistics(
        requests.sum(), taken.sum(), takenBytes.sum(), Map.copyOf(byCode), liveBytes, bulkBytes);
  }
}
