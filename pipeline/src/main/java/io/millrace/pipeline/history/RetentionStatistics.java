package io.millrace.pipeline.history;

/**
 * What retention did since the program started.
 *
 * @param rounds how often it has looked at every point
 * @param failures points that it had to leave for the next round
 * @param workNs time that it took of the history reader's, in nanoseconds
 */
public record RetentionStatistics(long rounds, long failures, long workNs) {}
