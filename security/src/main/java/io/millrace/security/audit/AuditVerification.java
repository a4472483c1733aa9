package io.millrace.security.audit;

import org.jspecify.annotations.Nullable;

/**
 * What checking the audit's chain found.
 *
 * @param rows how many rows were checked
 * @param headHash the hash of the newest row. Whoever keeps a copy elsewhere can prove later that
 *     nothing before it was changed
 * @param brokenAt the first row that does not fit; null if all do
 * @param finding a sentence for a person
 */
public record AuditVerification(
    long rows, String headHash, @Nullable Long brokenAt, String finding) {
  /** Whether every row fits the one before it and the newest is the one that was written last. */
  public boolean intact() {
    return brokenAt == null;
  }
}
