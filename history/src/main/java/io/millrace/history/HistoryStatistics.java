package io.millrace.history;

/**
 * What history knows about itself.
 *
 * @param points points that are in memory: those that were written or asked for since the start
 * @param diskBytes what the store takes on disk; 0 if its engine does not know
 * @param memtableBytes what the store holds in memory for writes that are not in its files yet
 * @param damagedRows damaged rows that were met since the start while points were opened or
 *     rewritten; those that a question meets are in its answer
 */
public record HistoryStatistics(int points, long diskBytes, long memtableBytes, long damagedRows) {}
