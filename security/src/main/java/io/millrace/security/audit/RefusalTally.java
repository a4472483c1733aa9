package io.millrace.security.audit;

import io.millrace.model.id.OrganisationId;
import io.millrace.security.database.SecurityDatabase;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refusals on their way into the audit. A device with a wrong token may be refused a thousand times
 * a second; the audit gets one row per minute for it, with the count. Thread-safe, bounded, and
 * never waits for the database.
 */
public final class RefusalTally {
  /** How many different refusals are held between two flushes. */
  public static final int MAX_DIFFERENT = 500;

  private final SecurityDatabase database;
  private final AuditLog audit;
  private Map<AuditEntry, Integer> counts = new LinkedHashMap<>();
  private int others;

  public RefusalTally(SecurityDatabase database, AuditLog audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * Counts a refusal.
   *
   * @param actor who was refused, and from where
   * @param organisation in which organisation; null if unknown
   * @param event what was refused
   * @param subject on what
   * @param detail why, in words that are the same each time
   */
  public void refused(
      Actor actor,
      @Nullable OrganisationId organisation,
      AuditEvent event,
      String subject,
      String detail) {
    AuditEntry entry = AuditEntry.refused(actor, organisation, event, subject, detail);
    synchronized (this) {
      if (counts.size() < MAX_DIFFERENT || counts.containsKey(entry)) {
        counts.merge(entry, 1, Integer::sum);
      } else {
        others++;
      }
    }
  }

  /**
   * Writes what was counted since the last time; call it once a minute and before the end.
   *
   * @return how many rows were written
   */
  public int flush() {
    Map<AuditEntry, Integer> taken;
    synchronized (this) {
      if (counts.isEmpty()) {
        return 0;
      }
      taken = counts;
      counts = new LinkedHashMap<>();
      if (others > 0) {
        taken.put(
            AuditEntry.refused(
                Actor.nobody(""),
                null,
                SecurityEvent.ACCESS_DENIED,
                "",
                "More different refusals than are told apart within a minute."),
            others);
        others = 0;
      }
    }
    return database.write(
        handle -> {
          taken.forEach((entry, count) -> audit.append(handle, entry, count));
          return taken.size();
        });
  }
}
