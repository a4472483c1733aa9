package io.millrace.web.account;

import io.millrace.security.audit.AuditVerification;
import io.millrace.web.json.Field;
import org.jspecify.annotations.Nullable;

/** What checking the audit's chain found. */
record AuditCheckView(
    @Field("Whether every row fits the one before it.") boolean intact,
    @Field("How many rows were checked.") long rows,
    @Field("The hash of the newest row. Whoever keeps it elsewhere can prove more later.")
        String headHash,
    @Field("The first row that does not fit; absent if all do.") @Nullable Long brokenAt,
    @Field("A sentence for a person.") String finding) {
  static AuditCheckView of(AuditVerification found) {
    return new AuditCheckView(
        found.intact(), found.rows(), found.headHash(), found.brokenAt(), found.finding());
  }
}
