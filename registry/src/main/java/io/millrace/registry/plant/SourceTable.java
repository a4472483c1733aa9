package io.millrace.registry.plant;

import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.NameKey;
import io.millrace.model.plant.Source;
import io.millrace.model.plant.SourceLimits;
import io.millrace.model.plant.SourceSpec;
import io.millrace.registry.database.Uuids;
import io.millrace.registry.json.Json;
import io.millrace.registry.json.SourceJson;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/** The table of sources. */
public final class SourceTable {
  private static final String SELECT =
      "SELECT id, organisation_id, name, description, external_key, unknown_points,"
          + " max_unmapped_points, clock_tolerance_ns, expected_period_ns, simulated,"
          + " messages_per_second, message_bytes, mapping, created_at_ns, retired, version"
          + " FROM source WHERE organisation_id = :organisation";

  private SourceTable() {}

  static void insert(Handle handle, List<Source> sources) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO source (id, organisation_id, name, name_key, name_since_ns, description,"
                + " external_key, unknown_points, max_unmapped_points, unmapped_closed,"
                + " clock_tolerance_ns, expected_period_ns, simulated, messages_per_second,"
                + " message_bytes, mapping, created_at_ns, retired, version) VALUES (:id,"
                + " :organisation, :name, :key, :at, :description, :externalKey, :unknownPoints,"
                + " :maxUnmapped, :closed, :clockTolerance, :expectedPeriod, :simulated,"
                + " :messagesPerSecond, :messageBytes, :mapping, :at, :retired, :version)");
    for (Source source : sources) {
      bind(batch, source).bind("at", source.createdAtNs()).bind("closed", false).add();
    }
    batch.execute();
  }

  static void update(Handle handle, Source source) {
    bind(
            handle.createUpdate(
                "UPDATE source SET name = :name, name_key = :key, description = :description,"
                    + " external_key = :externalKey, unknown_points = :unknownPoints,"
                    + " max_unmapped_points = :maxUnmapped, clock_tolerance_ns = :clockTolerance,"
                    + " expected_period_ns = :expectedPeriod, simulated = :simulated,"
                    + " messages_per_second = :messagesPerSecond, message_bytes = :messageBytes,"
                    + " mapping = :mapping, retired = :retired, version = :version"
                    + " WHERE organisation_id = :organisation AND id = :id"),
            source)
        .execute();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Source source) {
    SourceSpec spec = source.spec();
    return statement
        .bind("id", source.id().value())
        .bind("organisation", source.organisation().value())
        .bind("name", spec.name())
        .bind("key", NameKey.of(spec.name()))
        .bind("description", spec.description())
        .bind("externalKey", spec.externalKey())
        .bind("unknownPoints", spec.unknownPoints().name())
        .bind("maxUnmapped", spec.maxUnmappedPoints())
        .bind("clockTolerance", spec.clockToleranceNs())
        .bind("expectedPeriod", spec.expectedPeriodNs())
        .bind("simulated", spec.simulated())
        .bind("messagesPerSecond", spec.limits().messagesPerSecond())
        .bind("messageBytes", spec.limits().messageBytes())
        .bind("mapping", Json.text(SourceJson.mapping(spec.mapping())))
        .bind("retired", source.retired())
        .bind("version", source.version());
  }

  /** The source, in use or not. */
  public static Optional<Source> find(Handle handle, OrganisationId organisation, SourceId id) {
    return handle
        .createQuery(SELECT + " AND id = :id")
        .bind("organisation", organisation.value())
        .bind("id", id.value())
        .map(SourceTable::map)
        .findOne();
  }

  /** The sources with these ids, in use or not, in no order. */
  static List<Source> findAll(Handle handle, OrganisationId organisation, Collection<UUID> ids) {
    return handle
        .createQuery(SELECT + " AND id IN (<ids>)")
        .bind("organisation", organisation.value())
        .bindList("ids", List.copyOf(ids))
        .map(SourceTable::map)
        .list();
  }

  /** The source with a key, in use or not. */
  public static Optional<Source> findByKey(
      Handle handle, OrganisationId organisation, String externalKey) {
    return handle
        .createQuery(SELECT + " AND external_key = :key AND external_key <> ''")
        .bind("organisation", organisation.value())
        .bind("key", externalKey)
        .map(SourceTable::map)
        .findOne();
  }

  /** The source in use with a name. */
  static Optional<Source> findByName(Handle handle, OrganisationId organisation, String name) {
    return handle
        .createQuery(SELECT + " AND name_key = :key AND NOT retired")
        .bind("organisation", organisation.value())
        .bind("key", NameKey.of(name))
        .map(SourceTable::map)
        .findOne();
  }

  /** All sources in use, in the order of their names. */
  public static List<Source> all(Handle handle, OrganisationId organisation) {
    return handle
        .createQuery(SELECT + " AND NOT retired ORDER BY name_key")
        .bind("organisation", organisation.value())
        .map(SourceTable::map)
        .list();
  }

  /** Whether another organisation, or this one, has a source with one of these ids. */
  public static boolean anyExists(Handle handle, Collection<UUID> ids) {
    return handle
        .createQuery("SELECT 1 FROM source WHERE id IN (<ids>) LIMIT 1")
        .bindList("ids", List.copyOf(ids))
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Whether the journal knows that the source has as many unmapped points as it may. */
  public static boolean isClosed(Handle handle, OrganisationId organisation, SourceId id) {
    return handle
        .createQuery(
            "SELECT unmapped_closed FROM source WHERE organisation_id = :organisation AND id = :id")
        .bind("organisation", organisation.value())
        .bind("id", id.value())
        .map((row, _) -> row.getBoolean("unmapped_closed"))
        .one();
  }

  /** Notes whether the journal knows it. */
  public static void setClosed(
      Handle handle, OrganisationId organisation, SourceId id, boolean closed) {
    handle
        .createUpdate(
            "UPDATE source SET unmapped_closed = :closed"
                + " WHERE organisation_id = :organisation AND id = :id")
        .bind("closed", closed)
        .bind("organisation", organisation.value())
        .bind("id", id.value())
        .execute();
  }

  private static Source map(ResultSet row, StatementContext context) throws SQLException {
    return new Source(
        new SourceId(Uuids.get(row, "id")),
        new OrganisationId(Uuids.get(row, "organisation_id")),
        new SourceSpec(
            row.getString("name"),
            row.getString("description"),
            row.getString("external_key"),
            UnknownPoints.valueOf(row.getString("unknown_points")),
            row.getInt("max_unmapped_points"),
            row.getLong("clock_tolerance_ns"),
            row.getLong("expected_period_ns"),
            row.getBoolean("simulated"),
            new SourceLimits(row.getInt("messages_per_second"), row.getInt("message_bytes")),
            SourceJson.rules(Json.stored(row.getString("mapping")).values().stream().toList())),
        row.getLong("created_at_ns"),
        row.getBoolean("retired"),
        row.getLong("version"));
  }
}
