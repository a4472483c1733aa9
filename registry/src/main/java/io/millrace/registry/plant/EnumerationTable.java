package io.millrace.registry.plant;

import io.millrace.model.id.EnumerationId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.Enumeration;
import io.millrace.model.plant.EnumerationVersion;
import io.millrace.model.plant.NameKey;
import io.millrace.registry.database.Uuids;
import io.millrace.registry.json.EnumerationJson;
import io.millrace.registry.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The tables of enumerations and their versions. */
final class EnumerationTable {
  private static final String SELECT =
      "SELECT e.id, e.name, e.external_key, e.version, v.number, v.valid_from_ns, v.entries"
          + " FROM enumeration e JOIN enumeration_version v ON v.enumeration_id = e.id"
          + " WHERE e.organisation_id = :organisation";
  private static final String IN_ORDER = " ORDER BY e.name_key, v.number";

  private EnumerationTable() {}

  static void insert(Handle handle, Enumeration enumeration) {
    handle
        .createUpdate(
            "INSERT INTO enumeration (id, organisation_id, name, name_key, external_key, version)"
                + " VALUES (:id, :organisation, :name, :key, :externalKey, :version)")
        .bind("id", enumeration.id().value())
        .bind("organisation", enumeration.organisation().value())
        .bind("name", enumeration.name())
        .bind("key", NameKey.of(enumeration.name()))
        .bind("externalKey", enumeration.externalKey())
        .bind("version", enumeration.version())
        .execute();
    enumeration.versions().forEach(version -> insertVersion(handle, enumeration, version));
  }

  static void update(Handle handle, Enumeration enumeration) {
    handle
        .createUpdate(
            "UPDATE enumeration SET name = :name, name_key = :key, external_key = :externalKey,"
                + " version = :version WHERE organisation_id = :organisation AND id = :id")
        .bind("id", enumeration.id().value())
        .bind("organisation", enumeration.organisation().value())
        .bind("name", enumeration.name())
        .bind("key", NameKey.of(enumeration.name()))
        .bind("externalKey", enumeration.externalKey())
        .bind("version", enumeration.version())
        .execute();
  }

  static void insertVersion(Handle handle, Enumeration enumeration, EnumerationVersion version) {
    handle
        .createUpdate(
            "INSERT INTO enumeration_version (organisation_id, enumeration_id, number,"
                + " valid_from_ns, entries) VALUES (:organisation, :id, :number, :from, :entries)")
        .bind("organisation", enumeration.organisation().value())
        .bind("id", enumeration.id().value())
        .bind("number", version.number())
        .bind("from", version.validFromNs())
        .bind("entries", Json.text(EnumerationJson.write(version.entries())))
        .execute();
  }

  static Optional<Enumeration> find(Handle handle, OrganisationId organisation, EnumerationId id) {
    return collect(
            handle.createQuery(SELECT + " AND e.id = :id" + IN_ORDER).bind("id", id.value()),
            organisation)
        .stream()
        .findFirst();
  }

  static List<Enumeration> all(Handle handle, OrganisationId organisation) {
    return collect(handle.createQuery(SELECT + IN_ORDER), organisation);
  }

  private static List<Enumeration> collect(Query query, OrganisationId organisation) {
    record Row(Enumeration enumeration) {}
    Map<UUID, Enumeration> found = new LinkedHashMap<>();
    query
        .bind("organisation", organisation.value())
        .map(
            (row, _) ->
                new Row(
                    new Enumeration(
                        new EnumerationId(Uuids.get(row, "id")),
                        organisation,
                        row.getString("name"),
                        row.getString("external_key"),
                        List.of(
                            new EnumerationVersion(
                                row.getInt("number"),
                                row.getLong("valid_from_ns"),
                                EnumerationJson.read(
                                    Json.stored(row.getString("entries")).values().stream()
                                        .toList()))),
                        row.getLong("version"))))
        .forEach(
            row ->
                found.merge(
                    row.enumeration().id().value(), row.enumeration(), EnumerationTable::joined));
    return new ArrayList<>(found.values());
  }

  private static Enumeration joined(Enumeration older, Enumeration newer) {
    List<EnumerationVersion> versions = new ArrayList<>(older.versions());
    versions.addAll(newer.versions());
    return new Enumeration(
        older.id(),
        older.organisation(),
        older.name(),
        older.externalKey(),
        versions,
        older.version());
  }
}
