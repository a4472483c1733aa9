package io.millrace.history.store;

/**
 * What an engine knows about itself.
 *
 * @param diskBytes what its files take, or an estimate; 0 if it has none
 * @param memoryBytes what it holds in memory for writes that are not in its files yet
 */
public record StoreStatistics(long diskBytes, long memoryBytes) {}
