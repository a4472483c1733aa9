package io.millrace.security.audit;

import io.millrace.model.time.NanoClock;
import io.millrace.security.database.SecurityDatabase;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The audit: an append-only, hash-chained table. Thread-safe.
 *
 * <p>What the chain shows: a row that was changed, taken out, put in or reordered, and a tail that
 * was cut off. What it cannot show: that somebody who may write to the database computed the whole
 * chain anew. Against that, keep {@link AuditVerification#headHash()} outside the machine.
 */
public final class AuditLog {
  private static final int MAX_TEXT = 200;
  private static final int MAX_DETAIL = 1000;
  private static final int VERIFY_PAGE = 1000;

  private final SecurityDatabase database;
  private final NanoClock clock;

  public AuditLog(SecurityDatabase database, NanoClock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Records something in a transaction of its own; durable when this returns. */
  public void record(AuditEntry entry) {
    database.write(handle -> append(handle, entry, 1));
  }

  /**
   * Records something in the transaction that does it, so that neither is there without the other.
   *
   * @param handle of {@link SecurityDatabase#write}
   * @return the row's sequence
   */
  public long append(Handle handle, AuditEntry entry) {
    return append(handle, entry, 1);
  }

  long append(Handle handle, AuditEntry entry, int repetitions) {
    AuditRow row = rowAfter(AuditTable.ends(handle), entry, repetitions);
    AuditTable.insert(handle, row);
    return row.sequence();
  }

  private AuditRow rowAfter(AuditEnds ends, AuditEntry entry, int repetitions) {
    return new AuditRow(
            ends.sequence() + 1,
            clock.nowNs(),
            plain(entry.actor().principal(), MAX_TEXT),
            entry.organisation() == null ? "" : entry.organisation().toString(),
            entry.event().name(),
            entry.outcome(),
            plain(entry.subject(), MAX_TEXT),
            plain(entry.actor().address(), MAX_TEXT),
            plain(entry.detail(), MAX_DETAIL),
            repetitions,
            ends.hash(),
            "")
        .withComputedHash();
  }

  /** Cut to a length, and without control characters, which PostgreSQL and terminals dislike. */
  private static String plain(String text, int maxLength) {
    String cut = text.length() > maxLength ? text.substring(0, maxLength) : text;
    if (!cut.isEmpty() && Character.isHighSurrogate(cut.charAt(cut.length() - 1))) {
      cut = cut.substring(0, cut.length() - 1);
    }
    return cut.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
  }

  /** The rows that a query wants, newest first. */
  public List<AuditRow> find(AuditQuery query) {
    StringBuilder where = new StringBuilder();
    List<Object> values = new ArrayList<>();
    if (query.organisation() != null) {
      condition(where, values, "organisation_id = ?", query.organisation().toString());
    }
    if (query.range() != null) {
      condition(where, values, "time_ns >= ?", query.range().fromNs());
      condition(where, values, "time_ns < ?", query.range().toNs());
    }
    if (query.principal() != null) {
      condition(where, values, "principal = ?", query.principal());
    }
    if (query.beforeSequence() != null) {
      condition(where, values, "sequence < ?", query.beforeSequence());
    }
    values.add(query.limit());
    return database.read(
        handle -> AuditTable.select(handle, where + " ORDER BY sequence DESC LIMIT ?", values));
  }

  private static void condition(
      StringBuilder where, List<Object> values, String condition, Object value) {
    where.append(values.isEmpty() ? " WHERE " : " AND ").append(condition);
    values.add(value);
  }

  /** The sequence of the newest row; 0 if there never was one. */
  public long headSequence() {
    return database.read(handle -> AuditTable.ends(handle).sequence());
  }

  /** Rows after one sequence, oldest first: what changed since. */
  public List<AuditRow> after(long sequence, int limit) {
    return database.read(handle -> AuditTable.ascending(handle, sequence, Long.MAX_VALUE, limit));
  }

  /** Checks the chain from the oldest row that is kept to the newest. Reads page by page. */
  public AuditVerification verify() {
    return database.read(AuditLog::verify);
  }

  private static AuditVerification verify(Handle handle) {
    AuditEnds ends = AuditTable.ends(handle);
    AuditChain chain = new AuditChain(ends);
    List<AuditRow> rows = AuditTable.ascending(handle, 0, ends.sequence(), VERIFY_PAGE);
    while (!rows.isEmpty() && chain.follow(rows)) {
      rows = AuditTable.ascending(handle, rows.getLast().sequence(), ends.sequence(), VERIFY_PAGE);
    }
    return chain.finish();
  }

  /**
   * Removes rows that are older than a time, and records that it did and what the hash of the last
   * removed row was.
   *
   * @return how many rows were removed
   */
  public long trim(long beforeNs) {
    // Asked first without the lock: nearly always there is nothing to do, and then nobody waits.
    if (!database.read(handle -> AuditTable.hasBefore(handle, beforeNs))) {
      return 0;
    }
    return database.write(handle -> trim(handle, beforeNs));
  }

  private long trim(Handle handle, long beforeNs) {
    if (!AuditTable.hasBefore(handle, beforeNs)) {
      return 0;
    }
    long last = AuditTable.lastBefore(handle, beforeNs);
    AuditRow lastRow = AuditTable.select(handle, " WHERE sequence = ?", List.of(last)).getFirst();
    int removed = AuditTable.removeUpTo(handle, lastRow);
    append(
        handle,
        AuditEntry.done(
            Actor.internal("retention"),
            null,
            SecurityEvent.AUDIT_TRIMMED,
            "audit",
            "Rows up to number "
                + last
                + " were removed; the last one had the hash "
                + lastRow.hash()
                + "."),
        1);
    return removed;
  }
}
