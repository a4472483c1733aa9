package io.millrace.registry.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.CalendarId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.AssetSpec;
import io.millrace.model.plant.NameKey;
import io.millrace.model.plant.PlantPath;
import io.millrace.registry.database.Uuids;
import io.millrace.registry.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The table of assets. */
public final class AssetTable {
  private static final String COLUMNS =
      "a.id, a.organisation_id, a.parent_id, a.name, a.level, a.type, a.tag, a.external_key,"
          + " a.description, a.zone, a.calendar_id, a.attributes, a.created_at_ns, a.retired,"
          + " a.version";
  private static final String SELECT =
      "SELECT " + COLUMNS + " FROM asset a WHERE a.organisation_id = :organisation";

  private AssetTable() {}

  static void insert(Handle handle, List<Asset> assets) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO asset (id, organisation_id, parent_id, name, name_key, name_since_ns,"
                + " placed_since_ns, level, type, tag, external_key, description, zone,"
                + " calendar_id, attributes, created_at_ns, retired, version) VALUES (:id,"
                + " :organisation, :parent, :name, :key, :at, :at, :level, :type, :tag,"
                + " :externalKey, :description, :zone, :calendar, :attributes, :at, :retired,"
                + " :version)");
    for (Asset asset : assets) {
      bind(batch, asset).bind("at", asset.createdAtNs()).add();
    }
    batch.execute();
  }

  static void update(Handle handle, Asset asset) {
    bind(
            handle.createUpdate(
                "UPDATE asset SET parent_id = :parent, name = :name, name_key = :key,"
                    + " level = :level, type = :type, tag = :tag, external_key = :externalKey,"
                    + " description = :description, zone = :zone, calendar_id = :calendar,"
                    + " attributes = :attributes, retired = :retired, version = :version"
                    + " WHERE organisation_id = :organisation AND id = :id"),
            asset)
        .execute();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Asset asset) {
    AssetSpec spec = asset.spec();
    return statement
        .bind("id", asset.id().value())
        .bind("organisation", asset.organisation().value())
        .bind("parent", spec.parent() == null ? null : spec.parent().value())
        .bind("name", spec.name())
        .bind("key", NameKey.of(spec.name()))
        .bind("level", spec.level())
        .bind("type", spec.type())
        .bind("tag", spec.tag())
        .bind("externalKey", spec.externalKey())
        .bind("description", spec.description())
        .bind("zone", spec.zone())
        .bind("calendar", spec.calendar() == null ? null : spec.calendar().value())
        .bind("attributes", attributesText(spec.attributes()))
        .bind("retired", asset.retired())
        .bind("version", asset.version());
  }

  /** The asset, in use or not. */
  public static Optional<Asset> find(Handle handle, OrganisationId organisation, AssetId id) {
    return handle
        .createQuery(SELECT + " AND a.id = :id")
        .bind("organisation", organisation.value())
        .bind("id", id.value())
        .map(AssetTable::map)
        .findOne();
  }

  /** The assets with these ids, in use or not, in no order. */
  public static List<Asset> findAll(
      Handle handle, OrganisationId organisation, Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    return handle
        .createQuery(SELECT + " AND a.id IN (<ids>)")
        .bind("organisation", organisation.value())
        .bindList("ids", List.copyOf(ids))
        .map(AssetTable::map)
        .list();
  }

  /** All assets of an organisation that are in use, in no order. */
  public static List<Asset> all(Handle handle, OrganisationId organisation) {
    return handle
        .createQuery(SELECT + " AND NOT a.retired")
        .bind("organisation", organisation.value())
        .map(AssetTable::map)
        .list();
  }

  /** The asset with a key, in use or not. */
  public static Optional<Asset> findByKey(
      Handle handle, OrganisationId organisation, String externalKey) {
    return handle
        .createQuery(SELECT + " AND a.external_key = :key AND a.external_key <> ''")
        .bind("organisation", organisation.value())
        .bind("key", externalKey)
        .map(AssetTable::map)
        .findOne();
  }

  /** The asset in use with a name below a parent, or at the top. */
  static Optional<Asset> findByName(
      Handle handle, OrganisationId organisation, @Nullable AssetId parent, String name) {
    String place = parent == null ? "a.parent_id IS NULL" : "a.parent_id = :parent";
    var query =
        handle
            .createQuery(SELECT + " AND " + place + " AND a.name_key = :key AND NOT a.retired")
            .bind("organisation", organisation.value())
            .bind("key", NameKey.of(name));
    if (parent != null) {
      query.bind("parent", parent.value());
    }
    return query.map(AssetTable::map).findOne();
  }

  /** The asset in use at a path. */
  public static Optional<Asset> findByPath(
      Handle handle, OrganisationId organisation, PlantPath path) {
    Optional<Asset> found = Optional.empty();
    @Nullable AssetId parent = null;
    for (String name : path.names()) {
      found = findByName(handle, organisation, parent, name);
      if (found.isEmpty()) {
        return found;
      }
      parent = found.get().id();
    }
    return found;
  }

  /** The children of an asset that are in use, in the order of their names, with counts. */
  static List<AssetNode> children(
      Handle handle,
      OrganisationId organisation,
      @Nullable AssetId parent,
      String afterName,
      int limit) {
    String place = parent == null ? "a.parent_id IS NULL" : "a.parent_id = :parent";
    var query =
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + ", (SELECT count(*) FROM asset c WHERE c.organisation_id = :organisation"
                    + " AND c.parent_id = a.id AND NOT c.retired) AS children"
                    + ", (SELECT count(*) FROM point p WHERE p.organisation_id = :organisation"
                    + " AND p.asset_id = a.id AND p.status = 'ACTIVE') AS points"
                    + " FROM asset a WHERE a.organisation_id = :organisation AND "
                    + place
                    + " AND NOT a.retired AND a.name_key > :after"
                    + " ORDER BY a.name_key LIMIT :limit")
            .bind("organisation", organisation.value())
            .bind("after", afterName.isEmpty() ? "" : NameKey.of(afterName))
            .bind("limit", limit);
    if (parent != null) {
      query.bind("parent", parent.value());
    }
    return query
        .map(
            (row, context) ->
                new AssetNode(map(row, context), row.getInt("children"), row.getInt("points")))
        .list();
  }

  /** The names from the top down to each asset. */
  public static Map<UUID, PlantPath> paths(
      Handle handle, OrganisationId organisation, Collection<UUID> ids) {
    record Step(UUID start, String name) {}
    Map<UUID, PlantPath> paths = new HashMap<>();
    if (ids.isEmpty()) {
      return paths;
    }
    handle
        .createQuery(
            "WITH RECURSIVE up (start_id, parent_id, name, height) AS ("
                + "SELECT id, parent_id, name, 0 FROM asset"
                + " WHERE organisation_id = :organisation AND id IN (<ids>)"
                + " UNION ALL SELECT up.start_id, a.parent_id, a.name, up.height + 1"
                + " FROM up JOIN asset a"
                + " ON a.organisation_id = :organisation AND a.id = up.parent_id)"
                + " SELECT start_id, name FROM up ORDER BY start_id, height DESC")
        .bind("organisation", organisation.value())
        .bindList("ids", List.copyOf(ids))
        .map((row, _) -> new Step(Uuids.get(row, "start_id"), row.getString("name")))
        .forEach(
            step ->
                paths.merge(
                    step.start(),
                    new PlantPath(List.of(step.name())),
                    (path, last) -> path.child(last.name())));
    return paths;
  }

  /** The asset and all above it, the nearest first. */
  static List<Asset> lineage(Handle handle, OrganisationId organisation, AssetId id) {
    return handle
        .createQuery(
            "WITH RECURSIVE up (id, parent_id, height) AS ("
                + "SELECT id, parent_id, 0 FROM asset"
                + " WHERE organisation_id = :organisation AND id = :id"
                + " UNION ALL SELECT a.id, a.parent_id, up.height + 1 FROM up JOIN asset a"
                + " ON a.organisation_id = :organisation AND a.id = up.parent_id)"
                + " SELECT "
                + COLUMNS
                + " FROM up JOIN asset a ON a.id = up.id ORDER BY up.height")
        .bind("organisation", organisation.value())
        .bind("id", id.value())
        .map(AssetTable::map)
        .list();
  }

  /**
   * The asset and all below it that are in use, with the depth below it.
   *
   * @return ids, each after its parent
   */
  public static Map<AssetId, Integer> subtree(
      Handle handle, OrganisationId organisation, AssetId id) {
    Map<AssetId, Integer> found = new LinkedHashMap<>();
    handle
        .createQuery(
            "WITH RECURSIVE down (id, depth) AS ("
                + "SELECT id, 0 FROM asset WHERE organisation_id = :organisation AND id = :id"
                + " UNION ALL SELECT a.id, down.depth + 1 FROM down JOIN asset a"
                + " ON a.organisation_id = :organisation AND a.parent_id = down.id"
                + " AND NOT a.retired)"
                + " SELECT id, depth FROM down ORDER BY depth")
        .bind("organisation", organisation.value())
        .bind("id", id.value())
        .map((row, _) -> Map.entry(new AssetId(Uuids.get(row, "id")), row.getInt("depth")))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  /** Whether another organisation, or this one, has an asset with one of these ids. */
  public static boolean anyExists(Handle handle, Collection<UUID> ids) {
    return handle
        .createQuery("SELECT 1 FROM asset WHERE id IN (<ids>) LIMIT 1")
        .bindList("ids", List.copyOf(ids))
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** How many things in use stand directly below an asset. */
  static int countBelow(Handle handle, OrganisationId organisation, AssetId id) {
    return handle
        .createQuery(
            "SELECT (SELECT count(*) FROM asset WHERE organisation_id = :organisation"
                + " AND parent_id = :id AND NOT retired)"
                + " + (SELECT count(*) FROM point WHERE organisation_id = :organisation"
                + " AND asset_id = :id AND status = 'ACTIVE')")
        .bind("organisation", organisation.value())
        .bind("id", id.value())
        .mapTo(Integer.class)
        .one();
  }

  private static String attributesText(Map<String, String> attributes) {
    ObjectNode node = Json.object();
    new TreeMap<>(attributes).forEach(node::put);
    return Json.text(node);
  }

  private static Asset map(ResultSet row, StatementContext context) throws SQLException {
    UUID parent = Uuids.find(row, "parent_id");
    UUID calendar = Uuids.find(row, "calendar_id");
    Map<String, String> attributes = new HashMap<>();
    Json.stored(row.getString("attributes"))
        .forEachEntry((key, value) -> attributes.put(key, value.asString()));
    return new Asset(
        new AssetId(Uuids.get(row, "id")),
        new OrganisationId(Uuids.get(row, "organisation_id")),
        new AssetSpec(
            parent == null ? null : new AssetId(parent),
            row.getString("name"),
            row.getString("level"),
            row.getString("type"),
            row.getString("tag"),
            row.getString("external_key"),
            row.getString("description"),
            row.getString("zone"),
            calendar == null ? null : new CalendarId(calendar),
            attributes),
        row.getLong("created_at_ns"),
        row.getBoolean("retired"),
        row.getLong("version"));
  }
}
