package io.millrace.registry.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.SourcePlacement;
import io.millrace.registry.database.Uuids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** The table of which device sat at which asset. A device sits at one asset at a time. */
final class PlacementTable {
  private static final String SELECT =
      "SELECT source_id, asset_id, valid_from_ns, valid_to_ns FROM source_placement"
          + " WHERE organisation_id = :organisation";

  private PlacementTable() {}

  static void insert(Handle handle, OrganisationId organisation, SourcePlacement placement) {
    handle
        .createUpdate(
            "INSERT INTO source_placement (organisation_id, source_id, asset_id, valid_from_ns,"
                + " valid_to_ns) VALUES (:organisation, :source, :asset, :from, :to)")
        .bind("organisation", organisation.value())
        .bind("source", placement.source().value())
        .bind("asset", placement.asset().value())
        .bind("from", placement.validFromNs())
        .bind("to", placement.validToNs())
        .execute();
  }

  /** Ends what holds at a time, and deletes what begins just then. */
  static void endAt(Handle handle, OrganisationId organisation, SourceId source, long timeNs) {
    handle
        .createUpdate(
            "DELETE FROM source_placement WHERE organisation_id = :organisation"
                + " AND source_id = :source AND valid_from_ns = :time")
        .bind("organisation", organisation.value())
        .bind("source", source.value())
        .bind("time", timeNs)
        .execute();
    handle
        .createUpdate(
            "UPDATE source_placement SET valid_to_ns = :time WHERE organisation_id = :organisation"
                + " AND source_id = :source AND valid_from_ns < :time AND valid_to_ns > :time")
        .bind("organisation", organisation.value())
        .bind("source", source.value())
        .bind("time", timeNs)
        .execute();
  }

  static List<SourcePlacement> ofSource(
      Handle handle, OrganisationId organisation, SourceId source) {
    return handle
        .createQuery(SELECT + " AND source_id = :source ORDER BY valid_from_ns")
        .bind("organisation", organisation.value())
        .bind("source", source.value())
        .map(PlacementTable::map)
        .list();
  }

  static List<SourcePlacement> ofAsset(Handle handle, OrganisationId organisation, AssetId asset) {
    return handle
        .createQuery(SELECT + " AND asset_id = :asset ORDER BY valid_from_ns")
        .bind("organisation", organisation.value())
        .bind("asset", asset.value())
        .map(PlacementTable::map)
        .list();
  }

  private static SourcePlacement map(ResultSet row, StatementContext context) throws SQLException {
    return new SourcePlacement(
        new SourceId(Uuids.get(row, "source_id")),
        new AssetId(Uuids.get(row, "asset_id")),
        row.getLong("valid_from_ns"),
        row.getLong("valid_to_ns"));
  }
}
