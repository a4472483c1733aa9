package io.millrace.model.sample;

/**
 * One reading of one point.
 *
 * @param timeNs source time in nanoseconds since the epoch, UTC (law 11)
 * @param value the value; for bad quality whatever came with it, not to be used
 * @param quality an OPC UA status code, see {@link Quality}
 */
public record Sample(long timeNs, SampleValue value, int quality) {}
