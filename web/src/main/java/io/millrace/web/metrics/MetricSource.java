package io.millrace.web.metrics;

/** Something that has counts. */
@FunctionalInterface
public interface MetricSource {
  /** Tells all of its counts, as they are now. */
  void tell(MetricSink sink);
}
