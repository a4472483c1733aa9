package io.millrace.security.audit;

/**
 * Between which rows the chain spans.
 *
 * @param sequence of the newest row; 0 if there never was one
 * @param hash of the newest row
 * @param removedSequence of the last row that retention removed; 0 if it never did
 * @param removedHash of that row
 */
record AuditEnds(long sequence, String hash, long removedSequence, String removedHash) {}
