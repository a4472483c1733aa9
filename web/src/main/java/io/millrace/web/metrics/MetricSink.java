package io.millrace.web.metrics;

/**
 * Takes counts. Names are in the form of Prometheus without prefix and without {@code _total},
 * units last; labels are pairs of name and value, from a bounded set.
 */
public interface MetricSink {
  /** Something that only rises, since the start. */
  void counter(String name, String help, long value, String... labels);

  /** A time that only rises, given in nanoseconds and shown in seconds. */
  void counterSeconds(String name, String help, long ns, String... labels);

  /** Something that rises and falls. */
  void gauge(String name, String help, long value, String... labels);

  /** A time that rises and falls, given in nanoseconds and shown in seconds. */
  void gaugeSeconds(String name, String help, long ns, String... labels);
}
