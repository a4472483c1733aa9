package io.millrace.bench.mqtt;

import org.HdrHistogram.Histogram;

/**
 * What a run yielded. Times are from when a message was due (offered load) or sent (closed loop) to
 * its last acknowledgement: PUBACK, PUBCOMP, or at QoS 0 the PINGRESP behind its burst.
 *
 * @param messages acknowledged while measuring
 * @param messagesPerS the same per second
 * @param refused acknowledged with a reason code of failure, over the whole run
 * @param lost sent and still not acknowledged some seconds after the end
 * @param latencyMs of those messages
 * @param generatorCpuSPerMillion processor seconds of this process per million messages
 * @param serverCpuSPerMillion processor seconds of the server per million messages; 0 if its
 *     process was not named
 */
public record LoadResult(
    long messages,
    double messagesPerS,
    long refused,
    long lost,
    LatencyMs latencyMs,
    double generatorCpuSPerMillion,
    double serverCpuSPerMillion) {
  private static final double NS_PER_MS = 1e6;

  /** Latency in milliseconds at some quantiles. */
  public record LatencyMs(double p50, double p90, double p99, double p999, double longest) {
    static LatencyMs of(Histogram ns) {
      return new LatencyMs(
          ns.getValueAtPercentile(50) / NS_PER_MS,
          ns.getValueAtPercentile(90) / NS_PER_MS,
          ns.getValueAtPercentile(99) / NS_PER_MS,
          ns.getValueAtPercentile(99.9) / NS_PER_MS,
          ns.getMaxValue() / NS_PER_MS);
    }
  }
}
