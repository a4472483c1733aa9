package io.millrace.bench.mqtt;

import org.HdrHistogram.Histogram;

/** What has been acknowledged, and how long it took. One thread. */
final class LoadTally {
  private static final long MAX_LATENCY_NS = 60_000_000_000L;

  private final Histogram latencyNs = new Histogram(MAX_LATENCY_NS, 3);
  private boolean measuring;
  private long acknowledged;
  private long refused;
  private long outstanding;

  void measure(boolean on) {
    measuring = on;
  }

  void sent(int count) {
    outstanding += count;
  }

  void acknowledged(long tookNs) {
    outstanding--;
    if (measuring) {
      acknowledged++;
      latencyNs.recordValue(Math.clamp(tookNs, 0, MAX_LATENCY_NS));
    }
  }

  void refused() {
    refused++;
  }

  long acknowledged() {
    return acknowledged;
  }

  /** Acknowledgements with a reason code of failure (MQTT 5). */
  long refusals() {
    return refused;
  }

  long outstanding() {
    return outstanding;
  }

  Histogram latencyNs() {
    return latencyNs;
  }
}
