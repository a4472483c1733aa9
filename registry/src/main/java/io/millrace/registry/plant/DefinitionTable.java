package io.millrace.registry.plant;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.NameKey;
import io.millrace.registry.database.Uuids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** The table of things with a name whose content is a JSON document: calendars, state models. */
final class DefinitionTable {
  private static final String SELECT =
      "SELECT id, organisation_id, entity_type, name, external_key, subject, content, version"
          + " FROM definition WHERE organisation_id = :organisation AND entity_type = :type";

  private DefinitionTable() {}

  /** A row. */
  record Definition(
      UUID id,
      OrganisationId organisation,
      EntityType type,
      String name,
      String externalKey,
      String subject,
      String content,
      long version) {}

  static void insert(Handle handle, Definition definition) {
    bind(
            handle.createUpdate(
                "INSERT INTO definition (id, organisation_id, entity_type, name, name_key,"
                    + " external_key, subject, content, version) VALUES (:id, :organisation, :type,"
                    + " :name, :key, :externalKey, :subject, :content, :version)"),
            definition)
        .execute();
  }

  static void update(Handle handle, Definition definition) {
    bind(
            handle.createUpdate(
                "UPDATE definition SET name = :name, name_key = :key, external_key = :externalKey,"
                    + " subject = :subject, content = :content, version = :version"
                    + " WHERE organisation_id = :organisation AND id = :id AND entity_type = :type"),
            definition)
        .execute();
  }

  static void delete(Handle handle, OrganisationId organisation, EntityType type, UUID id) {
    handle
        .createUpdate(
            "DELETE FROM definition WHERE organisation_id = :organisation AND entity_type = :type"
                + " AND id = :id")
        .bind("organisation", organisation.value())
        .bind("type", type.name())
        .bind("id", id)
        .execute();
  }

  static Optional<Definition> find(
      Handle handle, OrganisationId organisation, EntityType type, UUID id) {
    return handle
        .createQuery(SELECT + " AND id = :id")
        .bind("organisation", organisation.value())
        .bind("type", type.name())
        .bind("id", id)
        .map(DefinitionTable::map)
        .findOne();
  }

  static List<Definition> all(Handle handle, OrganisationId organisation, EntityType type) {
    return handle
        .createQuery(SELECT + " ORDER BY name_key")
        .bind("organisation", organisation.value())
        .bind("type", type.name())
        .map(DefinitionTable::map)
        .list();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Definition definition) {
    return statement
        .bind("id", definition.id())
        .bind("organisation", definition.organisation().value())
        .bind("type", definition.type().name())
        .bind("name", definition.name())
        .bind("key", NameKey.of(definition.name()))
        .bind("externalKey", definition.externalKey())
        .bind("subject", definition.subject())
        .bind("content", definition.content())
        .bind("version", definition.version());
  }

  private static Definition map(ResultSet row, StatementContext context) throws SQLException {
    return new Definition(
        Uuids.get(row, "id"),
        new OrganisationId(Uuids.get(row, "organisation_id")),
        EntityType.valueOf(row.getString("entity_type")),
        row.getString("name"),
        row.getString("external_key"),
        row.getString("subject"),
        row.getString("content"),
        row.getLong("version"));
  }
}
