package io.millrace.registry.plant;

import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.Organisation;
import io.millrace.registry.change.Actor;
import io.millrace.registry.change.ChangeAction;
import io.millrace.registry.database.Transactions;
import io.millrace.registry.database.Uuids;
import io.millrace.registry.json.Json;
import io.millrace.registry.work.Writes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Organisations: the tenants. Thread-safe. */
public final class Organisations {
  private static final String SELECT = "SELECT id, name, created_at_ns, version FROM organisation";

  private final Transactions transactions;
  private final Writes writes;
  private final IdGenerator ids;

  public Organisations(Transactions transactions, Writes writes, IdGenerator ids) {
    this.transactions = transactions;
    this.writes = writes;
    this.ids = ids;
  }

  /**
   * Makes a new organisation.
   *
   * @param principal who does it
   */
  public Organisation create(String principal, String name) {
    OrganisationId id = new OrganisationId(ids.next());
    return writes.run(
        new Actor(id, principal),
        unit -> {
          Organisation organisation = new Organisation(id, name, unit.atNs(), 1);
          unit.handle()
              .createUpdate(
                  "INSERT INTO organisation (id, name, created_at_ns, version)"
                      + " VALUES (:id, :name, :at, 1)")
              .bind("id", id.value())
              .bind("name", organisation.name())
              .bind("at", organisation.createdAtNs())
              .execute();
          unit.changed(
              EntityType.ORGANISATION,
              id.value(),
              ChangeAction.CREATED,
              null,
              Json.object().put("name", organisation.name()));
          return organisation;
        });
  }

  /**
   * Renames the actor's organisation.
   *
   * @param version the version that was read
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_STALE}, {@code
   *     REGISTRY_NOT_FOUND}
   */
  public Organisation rename(Actor actor, long version, String name) {
    return writes.run(
        actor,
        unit -> {
          Organisation before =
              find(unit.handle(), unit.organisation())
                  .orElseThrow(() -> Checks.notFound("organisation", unit.organisation()));
          Checks.checkVersion("organisation", before.name(), version, before.version());
          Organisation after =
              new Organisation(before.id(), name, before.createdAtNs(), before.version() + 1);
          unit.handle()
              .createUpdate(
                  "UPDATE organisation SET name = :name, version = :version WHERE id = :id")
              .bind("id", after.id().value())
              .bind("name", after.name())
              .bind("version", after.version())
              .execute();
          unit.changed(
              EntityType.ORGANISATION,
              after.id().value(),
              ChangeAction.CHANGED,
              Json.object().put("name", before.name()),
              Json.object().put("name", after.name()));
          return after;
        });
  }

  /** The organisation; empty if there is none with this id. */
  public Optional<Organisation> find(OrganisationId id) {
    return transactions.read(handle -> find(handle, id));
  }

  /** All organisations, in the order of their creation. */
  public List<Organisation> all() {
    return transactions.read(
        handle -> handle.createQuery(SELECT + " ORDER BY id").map(Organisations::map).list());
  }

  private static Optional<Organisation> find(Handle handle, OrganisationId id) {
    return handle
        .createQuery(SELECT + " WHERE id = :id")
        .bind("id", id.value())
        .map(Organisations::map)
        .findOne();
  }

  private static Organisation map(ResultSet row, StatementContext context) throws SQLException {
    return new Organisation(
        new OrganisationId(Uuids.get(row, "id")),
        row.getString("name"),
        row.getLong("created_at_ns"),
        row.getLong("version"));
  }
}
