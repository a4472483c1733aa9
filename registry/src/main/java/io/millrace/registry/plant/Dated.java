package io.millrace.registry.plant;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.Alias;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.NameKey;
import io.millrace.registry.database.Uuids;
import io.millrace.registry.work.UnitOfWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/**
 * Names, places and units that hold no more. What holds now stands in the row itself with the time
 * since when; so a thing that was never renamed costs nothing here.
 */
final class Dated {
  private Dated() {}

  /** A thing was somewhere else from one time to another. */
  record Place(@Nullable UUID parent, long validFromNs, long validToNs) {}

  /** Keeps the name that is about to be replaced. To be called before the row is updated. */
  static void keepName(UnitOfWork unit, EntityType type, UUID entity) {
    String table = table(type);
    unit.handle()
        .createUpdate(
            "INSERT INTO alias (organisation_id, entity_type, entity_id, scheme, text, text_key,"
                + " valid_from_ns, valid_to_ns) SELECT organisation_id, :type, id, :scheme, name,"
                + " name_key, name_since_ns, :at FROM "
                + table
                + " WHERE organisation_id = :organisation AND id = :id AND name_since_ns < :at")
        .bind("type", type.name())
        .bind("scheme", Alias.NAME)
        .bind("organisation", unit.organisation().value())
        .bind("id", entity)
        .bind("at", unit.atNs())
        .execute();
    setSince(unit, table, "name_since_ns", entity);
  }

  /** Keeps the place that is about to be left. To be called before the row is updated. */
  static void keepPlace(UnitOfWork unit, EntityType type, UUID entity) {
    String table = table(type);
    String parent = type == EntityType.POINT ? "asset_id" : "parent_id";
    unit.handle()
        .createUpdate(
            "INSERT INTO former_place (organisation_id, entity_type, entity_id, parent_id,"
                + " valid_from_ns, valid_to_ns) SELECT organisation_id, :type, id, "
                + parent
                + ", placed_since_ns, :at FROM "
                + table
                + " WHERE organisation_id = :organisation AND id = :id AND placed_since_ns < :at")
        .bind("type", type.name())
        .bind("organisation", unit.organisation().value())
        .bind("id", entity)
        .bind("at", unit.atNs())
        .execute();
    setSince(unit, table, "placed_since_ns", entity);
  }

  private static void setSince(UnitOfWork unit, String table, String column, UUID entity) {
    unit.handle()
        .createUpdate(
            "UPDATE "
                + table
                + " SET "
                + column
                + " = :at WHERE organisation_id = :organisation AND id = :id")
        .bind("at", unit.atNs())
        .bind("organisation", unit.organisation().value())
        .bind("id", entity)
        .execute();
  }

  /** The places that a thing left, the oldest first. */
  static List<Place> places(Handle handle, OrganisationId organisation, UUID entity) {
    return handle
        .createQuery(
            "SELECT parent_id, valid_from_ns, valid_to_ns FROM former_place"
                + " WHERE organisation_id = :organisation AND entity_id = :id"
                + " ORDER BY valid_from_ns")
        .bind("organisation", organisation.value())
        .bind("id", entity)
        .map(
            (row, _) ->
                new Place(
                    Uuids.find(row, "parent_id"),
                    row.getLong("valid_from_ns"),
                    row.getLong("valid_to_ns")))
        .list();
  }

  /** Other names of things, former ones included, in no order. */
  static List<Alias> aliases(Handle handle, OrganisationId organisation, List<UUID> entities) {
    return handle
        .createQuery(
            "SELECT entity_type, entity_id, scheme, text, valid_from_ns, valid_to_ns FROM alias"
                + " WHERE organisation_id = :organisation AND entity_id IN (<ids>)")
        .bind("organisation", organisation.value())
        .bindList("ids", entities)
        .map(Dated::alias)
        .list();
  }

  /** Who has or had a name, at a time. */
  static List<Alias> named(Handle handle, OrganisationId organisation, String text, long timeNs) {
    return handle
        .createQuery(
            "SELECT entity_type, entity_id, scheme, text, valid_from_ns, valid_to_ns FROM alias"
                + " WHERE organisation_id = :organisation AND text_key = :key"
                + " AND valid_from_ns <= :time AND valid_to_ns > :time")
        .bind("organisation", organisation.value())
        .bind("key", NameKey.of(text))
        .bind("time", timeNs)
        .map(Dated::alias)
        .list();
  }

  private static Alias alias(ResultSet row, StatementContext context) throws SQLException {
    return new Alias(
        EntityType.valueOf(row.getString("entity_type")),
        Uuids.get(row, "entity_id"),
        row.getString("scheme"),
        row.getString("text"),
        row.getLong("valid_from_ns"),
        row.getLong("valid_to_ns"));
  }

  static String table(EntityType type) {
    return switch (type) {
      case ASSET -> "asset";
      case POINT -> "point";
      case SOURCE -> "source";
      case ORGANISATION, ENUMERATION, CALENDAR, STATE_MODEL ->
          throw new IllegalArgumentException("Things of the type " + type + " have no dates.");
    };
  }
}
