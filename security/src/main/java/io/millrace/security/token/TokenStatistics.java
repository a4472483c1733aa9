package io.millrace.security.token;

/**
 * Counts of the token checks since the start.
 *
 * @param accepted tokens that were good
 * @param refused tokens that were not
 * @param lookups how often the database was asked
 * @param inMemory how many tokens are in memory, about
 */
public record TokenStatistics(long accepted, long refused, long lookups, long inMemory) {}
