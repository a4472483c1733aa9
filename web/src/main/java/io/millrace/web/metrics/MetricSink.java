package io.millrace.web.metrics;

/**
 * Takes counts. Names are in the form of Prometheus without prefix and without {@code _total}, units
 * last; labels are pairs of name and value, from a bounded set.
 */
public interface MetricSink {
  /** Something that only rises, since the start. */
  void counter(String name, String help, double value, String... labels);

  /** Something that rises and falls. */
  void gauge(String name, String help, double value, String... labels);
}
