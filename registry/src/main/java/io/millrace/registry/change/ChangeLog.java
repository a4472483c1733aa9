package io.millrace.registry.change;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.EntityType;
import io.millrace.registry.database.Counters;
import io.millrace.registry.database.Transactions;
import io.millrace.registry.database.Uuids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The history of changes. Thread-safe. */
public final class ChangeLog {
  /** How many changes one answer may hold. */
  public static final int MAX_PAGE = 10_000;

  private static final String COLUMNS =
      "SELECT sequence, organisation_id, at_ns, principal, entity_type, entity_id, action,"
          + " fields_before, fields_after FROM change_log";

  private final Transactions transactions;

  /** The history in a database that has the registry's tables. */
  public ChangeLog(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * A change that is about to be written.
   *
   * @param before see {@link Change#before()}
   * @param after see {@link Change#after()}
   */
  public record Draft(
      EntityType type,
      UUID entity,
      ChangeAction action,
      @Nullable String before,
      @Nullable String after) {}

  /** Writes changes within a transaction and returns the sequence of the last one. */
  public static long append(Handle handle, Actor actor, long atNs, List<Draft> drafts) {
    long sequence = Counters.CHANGE.take(handle, drafts.size());
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO change_log (sequence, organisation_id, at_ns, principal, entity_type,"
                + " entity_id, action, fields_before, fields_after) VALUES (:sequence,"
                + " :organisation, :at, :principal, :type, :entity, :action, :before, :after)");
    for (Draft draft : drafts) {
      batch
          .bind("sequence", sequence++)
          .bind("organisation", actor.organisation().value())
          .bind("at", atNs)
          .bind("principal", actor.principal())
          .bind("type", draft.type().name())
          .bind("entity", draft.entity())
          .bind("action", draft.action().name())
          .bind("before", draft.before())
          .bind("after", draft.after())
          .add();
    }
    batch.execute();
    return sequence - 1;
  }

  /**
   * What was done to one thing, the newest first.
   *
   * @param beforeSequence only older ones, to page on; {@link Long#MAX_VALUE} to begin
   * @param limit at most {@value #MAX_PAGE}
   */
  public List<Change> of(OrganisationId organisation, UUID entity, long beforeSequence, int limit) {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    COLUMNS
                        + " WHERE organisation_id = :organisation AND entity_id = :entity"
                        + " AND sequence < :before ORDER BY sequence DESC LIMIT :limit")
                .bind("organisation", organisation.value())
                .bind("entity", entity)
                .bind("before", beforeSequence)
                .bind("limit", Math.clamp(limit, 1, MAX_PAGE))
                .map(ChangeLog::map)
                .list());
  }

  /**
   * What was done to an organisation's things, the oldest first.
   *
   * @param afterSequence only newer ones; 0 to begin
   * @param limit at most {@value #MAX_PAGE}
   */
  public List<Change> since(OrganisationId organisation, long afterSequence, int limit) {
    return transactions.read(
        handle ->
            handle
                .createQuery(
                    COLUMNS
                        + " WHERE sequence > :after AND organisation_id = :organisation"
                        + " ORDER BY sequence LIMIT :limit")
                .bind("organisation", organisation.value())
                .bind("after", afterSequence)
                .bind("limit", Math.clamp(limit, 1, MAX_PAGE))
                .map(ChangeLog::map)
                .list());
  }

  /** The sequence of the newest change of all; 0 if there is none. */
  public long lastSequence() {
    return transactions.read(Counters.CHANGE::last);
  }

  private static Change map(ResultSet row, StatementContext context) throws SQLException {
    return new Change(
        row.getLong("sequence"),
        new OrganisationId(Uuids.get(row, "organisation_id")),
        row.getLong("at_ns"),
        row.getString("principal"),
        EntityType.valueOf(row.getString("entity_type")),
        Uuids.get(row, "entity_id"),
        ChangeAction.valueOf(row.getString("action")),
        row.getString("fields_before"),
        row.getString("fields_after"));
  }
}
