package io.millrace.registry.discovery;

import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.Address;
import io.millrace.registry.database.Chunks;
import io.millrace.registry.database.Uuids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The table of where the values of a point were first seen. */
final class DiscoveryTable {
  private static final String SELECT =
      "SELECT d.point_id, d.source_id, d.channel, d.path, d.first_seen_ns, d.adopted_from_ns"
          + " FROM discovery d";

  private DiscoveryTable() {}

  /**
   * A row.
   *
   * @param adoptedFromNs since when the point is bound by its adoption; null if it is not adopted
   */
  record Discovery(
      PointId point, Address address, long firstSeenNs, @Nullable Long adoptedFromNs) {}

  static void insert(
      Handle handle, OrganisationId organisation, List<DiscoveredAddress> discovered) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO discovery (organisation_id, point_id, source_id, channel, path,"
                + " first_seen_ns) VALUES (:organisation, :point, :source, :channel, :path, :at)");
    for (DiscoveredAddress one : discovered) {
      batch
          .bind("organisation", organisation.value())
          .bind("point", one.point().value())
          .bind("source", one.address().source().value())
          .bind("channel", one.address().channel())
          .bind("path", one.address().path())
          .bind("at", one.firstSeenNs())
          .add();
    }
    batch.execute();
  }

  static void setAdopted(
      Handle handle, OrganisationId organisation, PointId point, @Nullable Long fromNs) {
    handle
        .createUpdate(
            "UPDATE discovery SET adopted_from_ns = :from WHERE organisation_id = :organisation"
                + " AND point_id = :point")
        .bind("from", fromNs)
        .bind("organisation", organisation.value())
        .bind("point", point.value())
        .execute();
  }

  static Optional<Discovery> find(Handle handle, OrganisationId organisation, PointId point) {
    return handle
        .createQuery(SELECT + " WHERE d.organisation_id = :organisation AND d.point_id = :point")
        .bind("organisation", organisation.value())
        .bind("point", point.value())
        .map(DiscoveryTable::map)
        .findOne();
  }

  static Map<UUID, Discovery> findAll(
      Handle handle, OrganisationId organisation, Collection<UUID> points) {
    Map<UUID, Discovery> found = new HashMap<>();
    for (List<UUID> chunk : Chunks.of(points)) {
      handle
          .createQuery(
              SELECT + " WHERE d.organisation_id = :organisation AND d.point_id IN (<points>)")
          .bind("organisation", organisation.value())
          .bindList("points", chunk)
          .map(DiscoveryTable::map)
          .forEach(discovery -> found.put(discovery.point().value(), discovery));
    }
    return found;
  }

  /** Discoveries of a source that are still points without a description, by address. */
  static List<Discovery> open(Handle handle, OrganisationId organisation, SourceId source) {
    return handle
        .createQuery(
            SELECT
                + " JOIN point p ON p.id = d.point_id WHERE d.organisation_id = :organisation"
                + " AND d.source_id = :source AND p.status IN ('UNMAPPED', 'DISMISSED')"
                + " ORDER BY d.channel, d.path")
        .bind("organisation", organisation.value())
        .bind("source", source.value())
        .map(DiscoveryTable::map)
        .list();
  }

  private static Discovery map(ResultSet row, StatementContext context) throws SQLException {
    long adoptedFrom = row.getLong("adopted_from_ns");
    boolean adopted = !row.wasNull();
    return new Discovery(
        new PointId(Uuids.get(row, "point_id")),
        new Address(
            new SourceId(Uuids.get(row, "source_id")),
            row.getString("channel"),
            row.getString("path")),
        row.getLong("first_seen_ns"),
        adopted ? (Long) adoptedFrom : null);
  }
}
