package io.millrace.security.audit;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.time.TimeRange;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are wanted, newest first. Null asks for all.
 *
 * @param organisation rows of one organisation
 * @param range rows of a span of time
 * @param principal rows of one principal, as in {@link AuditRow#principal()}
 * @param beforeSequence rows before this one, for the next page; null for the newest
 * @param limit how many at most, 1 to {@value #MAX_LIMIT}
 */
public record AuditQuery(
    @Nullable OrganisationId organisation,
    @Nullable TimeRange range,
    @Nullable String principal,
    @Nullable Long beforeSequence,
    int limit) {
  /** Most rows of one page. */
  public static final int MAX_LIMIT = 1000;

  public AuditQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "A page of the audit has 1 to " + MAX_LIMIT + " rows, not " + limit + ".");
    }
  }

  /** The newest rows of everybody. */
  public static AuditQuery newest(int limit) {
    return new AuditQuery(null, null, null, null, limit);
  }
}
