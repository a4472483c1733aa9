package io.millrace.pipeline.history;

/**
 * What the history reader counts, since the program started.
 *
 * @param samples samples handed to history
 * @param removed samples withdrawn by orders to decode anew
 * @param deleted samples that deletions found
 * @param writeNs time spent in history, nanoseconds
 */
public record HistoryWritingStatistics(long samples, long removed, long deleted, long writeNs) {}
