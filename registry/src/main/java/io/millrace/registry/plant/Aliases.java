package io.millrace.registry.plant;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.Alias;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.NameKey;
import io.millrace.registry.change.Actor;
import io.millrace.registry.change.ChangeAction;
import io.millrace.registry.database.Transactions;
import io.millrace.registry.json.Json;
import io.millrace.registry.work.UnitOfWork;
import io.millrace.registry.work.Writes;
import java.util.List;
import java.util.UUID;

/**
 * Other names that assets, points and sources have or had, each with its dates: those before a
 * renaming, which are kept by themselves, and those by which other programs know them. Thread-safe.
 */
public final class Aliases {
  private final Transactions transactions;
  private final Writes writes;

  public Aliases(Transactions transactions, Writes writes) {
    this.transactions = transactions;
    this.writes = writes;
  }

  /**
   * Gives a thing another name.
   *
   * @param alias of a scheme other than {@link Alias#NAME}
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_NOT_FOUND}, {@code
   *     REGISTRY_INVALID}
   */
  public void add(Actor actor, Alias alias) {
    if (alias.scheme().equals(Alias.NAME)) {
      throw Checks.invalid("A thing's own former names are kept by themselves; rename it.");
    }
    writes.run(
        actor,
        unit -> {
          checkExists(unit, alias.type(), alias.entity());
          delete(unit, alias);
          unit.handle()
              .createUpdate(
                  "INSERT INTO alias (organisation_id, entity_type, entity_id, scheme, text,"
                      + " text_key, valid_from_ns, valid_to_ns) VALUES (:organisation, :type, :id,"
                      + " :scheme, :text, :key, :from, :to)")
              .bind("organisation", unit.organisation().value())
              .bind("type", alias.type().name())
              .bind("id", alias.entity())
              .bind("scheme", alias.scheme())
              .bind("text", alias.text())
              .bind("key", NameKey.of(alias.text()))
              .bind("from", alias.validFromNs())
              .bind("to", alias.validToNs())
              .execute();
          unit.changed(
              alias.type(),
              alias.entity(),
              ChangeAction.CHANGED,
              null,
              Json.object().put("alias", alias.scheme() + " " + alias.text()));
          unit.touch(alias.type(), alias.entity());
          return alias;
        });
  }

  /** Takes a name away again that {@link #add} gave. */
  public void remove(Actor actor, Alias alias) {
    writes.run(
        actor,
        unit -> {
          if (delete(unit, alias) > 0) {
            unit.changed(
                alias.type(),
                alias.entity(),
                ChangeAction.CHANGED,
                Json.object().put("alias", alias.scheme() + " " + alias.text()),
                Json.object());
            unit.touch(alias.type(), alias.entity());
          }
          return alias;
        });
  }

  /** Other names of a thing, in no order. */
  public List<Alias> of(OrganisationId organisation, UUID entity) {
    return transactions.read(handle -> Dated.aliases(handle, organisation, List.of(entity)));
  }

  /** What had another name at a time, case apart. */
  public List<Alias> named(OrganisationId organisation, String text, long timeNs) {
    return transactions.read(handle -> Dated.named(handle, organisation, text, timeNs));
  }

  private static int delete(UnitOfWork unit, Alias alias) {
    return unit.handle()
        .createUpdate(
            "DELETE FROM alias WHERE organisation_id = :organisation AND entity_id = :id"
                + " AND scheme = :scheme AND text_key = :key AND valid_from_ns = :from"
                + " AND scheme <> :own")
        .bind("organisation", unit.organisation().value())
        .bind("id", alias.entity())
        .bind("scheme", alias.scheme())
        .bind("key", NameKey.of(alias.text()))
        .bind("from", alias.validFromNs())
        .bind("own", Alias.NAME)
        .execute();
  }

  private static void checkExists(UnitOfWork unit, EntityType type, UUID entity) {
    boolean exists =
        unit.handle()
            .createQuery(
                "SELECT 1 FROM "
                    + Dated.table(type)
                    + " WHERE organisation_id = :organisation AND id = :id")
            .bind("organisation", unit.organisation().value())
            .bind("id", entity)
            .mapTo(Integer.class)
            .findOne()
            .isPresent();
    if (!exists) {
      throw Checks.notFound("thing", entity);
    }
  }
}
