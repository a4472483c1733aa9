package io.millrace.history.query;

/**
 * Samples that an answer lacks because what was stored is damaged.
 *
 * @param fromNs time of the first of these samples, nanoseconds since the epoch
 * @param toNs time of the last
 * @param message a sentence that says what is wrong
 */
public record Damage(long fromNs, long toNs, String message) {}
