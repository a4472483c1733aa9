package io.millrace.web.account;

import io.millrace.security.audit.AuditRow;
import io.millrace.security.audit.Outcome;
import io.millrace.web.json.ApiTime;
import io.millrace.web.json.Field;
import java.time.Instant;

/** Something that was done or refused. */
record AuditRowView(
    @Field("1, 2, 3 … without holes.") long sequence,
    @Field("When.") Instant time,
    @Field("Who.") String principal,
    @Field("What.") String event,
    @Field("How it ended.") Outcome outcome,
    @Field("What it was done to; may be empty.") String subject,
    @Field("Network address of the caller; may be empty.") String address,
    @Field("A sentence for a person; may be empty.") String detail,
    @Field("How often the same thing happened since the row before.") int repetitions,
    @Field("SHA-256 over this row and the one before.") String hash) {
  static AuditRowView of(AuditRow row) {
    return new AuditRowView(
        row.sequence(),
        ApiTime.of(row.timeNs()),
        row.principal(),
        row.event(),
        row.outcome(),
        row.subject(),
        row.address(),
        row.detail(),
        row.repetitions(),
        row.hash());
  }
}
