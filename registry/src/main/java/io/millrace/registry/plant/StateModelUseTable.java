package io.millrace.registry.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.StateModelId;
import io.millrace.model.plant.StateModelUse;
import io.millrace.registry.database.Uuids;
import io.millrace.registry.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import tools.jackson.databind.node.ObjectNode;

/** The table of which state model an asset uses. */
final class StateModelUseTable {
  private static final String SELECT =
      "SELECT asset_id, state_model_id, points FROM state_model_use"
          + " WHERE organisation_id = :organisation";

  private StateModelUseTable() {}

  static void put(Handle handle, OrganisationId organisation, StateModelUse use) {
    ObjectNode points = Json.object();
    new TreeMap<>(use.points()).forEach((slot, point) -> points.put(slot, point.toString()));
    handle
        .createUpdate(
            "INSERT INTO state_model_use (organisation_id, asset_id, state_model_id, points)"
                + " VALUES (:organisation, :asset, :model, :points) ON CONFLICT (asset_id) DO"
                + " UPDATE SET state_model_id = excluded.state_model_id, points = excluded.points")
        .bind("organisation", organisation.value())
        .bind("asset", use.asset().value())
        .bind("model", use.model().value())
        .bind("points", Json.text(points))
        .execute();
  }

  static void delete(Handle handle, OrganisationId organisation, AssetId asset) {
    handle
        .createUpdate(
            "DELETE FROM state_model_use WHERE organisation_id = :organisation"
                + " AND asset_id = :asset")
        .bind("organisation", organisation.value())
        .bind("asset", asset.value())
        .execute();
  }

  static Optional<StateModelUse> find(Handle handle, OrganisationId organisation, AssetId asset) {
    return handle
        .createQuery(SELECT + " AND asset_id = :asset")
        .bind("organisation", organisation.value())
        .bind("asset", asset.value())
        .map(StateModelUseTable::map)
        .findOne();
  }

  static List<StateModelUse> all(Handle handle, OrganisationId organisation) {
    return handle
        .createQuery(SELECT)
        .bind("organisation", organisation.value())
        .map(StateModelUseTable::map)
        .list();
  }

  private static StateModelUse map(ResultSet row, StatementContext context) throws SQLException {
    Map<String, PointId> points = new HashMap<>();
    Json.stored(row.getString("points"))
        .forEachEntry((slot, point) -> points.put(slot, PointId.of(point.asString())));
    return new StateModelUse(
        new AssetId(Uuids.get(row, "asset_id")),
        new StateModelId(Uuids.get(row, "state_model_id")),
        points);
  }
}
