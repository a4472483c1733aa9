package io.millrace.security.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows rows from old to new and finds the first that does not fit. Serves one thread. */
final class AuditChain {
  private final AuditEnds ends;
  private long rows;
  private long lastSequence;
  private String lastHash;
  private @Nullable Long brokenAt;
  private String finding = "";

  /** Begins after the last row that retention removed. */
  AuditChain(AuditEnds ends) {
    this.ends = ends;
    lastSequence = ends.removedSequence();
    lastHash = ends.removedHash();
  }

  /** Takes the next rows; false once one does not fit. */
  boolean follow(List<AuditRow> next) {
    for (AuditRow row : next) {
      rows++;
      String fault = faultOf(row);
      if (fault != null) {
        brokenAt = row.sequence();
        finding = fault;
        return false;
      }
      lastSequence = row.sequence();
      lastHash = row.hash();
    }
    return true;
  }

  private @Nullable String faultOf(AuditRow row) {
    if (!row.hash().equals(row.computeHash())) {
      return "Row " + row.sequence() + " was changed: its hash is not that of its content.";
    }
    if (row.sequence() != lastSequence + 1) {
      return "Rows are missing between " + lastSequence + " and " + row.sequence() + ".";
    }
    return row.previousHash().equals(lastHash)
        ? null
        : "Row " + row.sequence() + " does not follow the row before it.";
  }

  /** What was found, once all rows were followed or one did not fit. */
  AuditVerification finish() {
    if (brokenAt == null) {
      if (lastSequence != ends.sequence() || !lastHash.equals(ends.hash())) {
        brokenAt = lastSequence + 1;
        finding =
            "The newest rows are missing: the last is "
                + lastSequence
                + ", and "
                + ends.sequence()
                + " was written.";
      } else {
        finding = "All " + rows + " rows fit.";
      }
    }
    return new AuditVerification(rows, ends.hash(), brokenAt, finding);
  }
}
