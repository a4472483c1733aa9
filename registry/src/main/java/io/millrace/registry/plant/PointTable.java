package io.millrace.registry.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.EnumerationId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.plant.Classification;
import io.millrace.model.plant.NameKey;
import io.millrace.model.plant.NumericRange;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointRanges;
import io.millrace.model.plant.PointRole;
import io.millrace.model.plant.PointSpec;
import io.millrace.model.plant.PointStatus;
import io.millrace.model.plant.UnitSpan;
import io.millrace.model.point.Interpolation;
import io.millrace.model.point.PointTraits;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.ValueKind;
import io.millrace.registry.database.Chunks;
import io.millrace.registry.database.Uuids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The table of points. */
public final class PointTable {
  private static final String SELECT =
      "SELECT p.id, p.organisation_id, p.status, p.asset_id, p.name, p.description, p.tag,"
          + " p.external_key, p.kind, p.unit, p.interpolation, p.same_time_policy, p.counter,"
          + " p.expected_period_ns, p.retention_ns, p.resolution, p.instrument_low,"
          + " p.instrument_high, p.normal_low, p.normal_high, p.alarm_low, p.alarm_high, p.role,"
          + " p.owner, p.classification, p.enumeration_id, p.created_at_ns, p.version"
          + " FROM point p WHERE p.organisation_id = :organisation";

  private PointTable() {}

  static void insert(Handle handle, List<Point> points) {
    PreparedBatch batch =
        handle.prepareBatch(
            "INSERT INTO point (id, organisation_id, status, asset_id, name, name_key,"
                + " name_since_ns, placed_since_ns, description, tag, external_key, kind, unit,"
                + " unit_since_ns, interpolation, same_time_policy, counter, expected_period_ns,"
                + " retention_ns, resolution, instrument_low, instrument_high, normal_low,"
                + " normal_high, alarm_low, alarm_high, role, owner, classification,"
                + " enumeration_id, created_at_ns, version) VALUES (:id, :organisation, :status,"
                + " :asset, :name, :key, :at, :at, :description, :tag, :externalKey, :kind, :unit,"
                + " :unitSince, :interpolation, :sameTime, :counter, :expectedPeriod, :retention,"
                + " :resolution, :instrumentLow, :instrumentHigh, :normalLow, :normalHigh,"
                + " :alarmLow, :alarmHigh, :role, :owner, :classification, :enumeration, :at,"
                + " :version)");
    for (Point point : points) {
      bind(batch, point)
          .bind("at", point.createdAtNs())
          .bind("kind", point.spec().traits().kind().code())
          .bind("unitSince", Long.MIN_VALUE)
          .add();
    }
    batch.execute();
  }

  static void update(Handle handle, Point point) {
    bind(
            handle.createUpdate(
                "UPDATE point SET status = :status, asset_id = :asset, name = :name,"
                    + " name_key = :key, description = :description, tag = :tag,"
                    + " external_key = :externalKey, unit = :unit, interpolation = :interpolation,"
                    + " same_time_policy = :sameTime, counter = :counter,"
                    + " expected_period_ns = :expectedPeriod, retention_ns = :retention,"
                    + " resolution = :resolution, instrument_low = :instrumentLow,"
                    + " instrument_high = :instrumentHigh, normal_low = :normalLow,"
                    + " normal_high = :normalHigh, alarm_low = :alarmLow, alarm_high = :alarmHigh,"
                    + " role = :role, owner = :owner, classification = :classification,"
                    + " enumeration_id = :enumeration, version = :version"
                    + " WHERE organisation_id = :organisation AND id = :id"),
            point)
        .execute();
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Point point) {
    PointSpec spec = point.spec();
    PointTraits traits = spec.traits();
    PointRanges ranges = spec.ranges();
    return statement
        .bind("id", point.id().value())
        .bind("organisation", point.organisation().value())
        .bind("status", point.status().name())
        .bind("asset", spec.asset() == null ? null : spec.asset().value())
        .bind("name", spec.name())
        .bind("key", NameKey.of(spec.name()))
        .bind("description", spec.description())
        .bind("tag", spec.tag())
        .bind("externalKey", spec.externalKey())
        .bind("unit", traits.unit())
        .bind("interpolation", traits.interpolation().name())
        .bind("sameTime", traits.sameTimePolicy().name())
        .bind("counter", traits.counter())
        .bind("expectedPeriod", traits.expectedPeriodNs())
        .bind("retention", traits.retentionNs())
        .bind("resolution", spec.resolution())
        .bind("instrumentLow", ranges.instrument().low())
        .bind("instrumentHigh", ranges.instrument().high())
        .bind("normalLow", ranges.normal().low())
        .bind("normalHigh", ranges.normal().high())
        .bind("alarmLow", ranges.alarm().low())
        .bind("alarmHigh", ranges.alarm().high())
        .bind("role", spec.role().name())
        .bind("owner", spec.owner())
        .bind("classification", spec.classification().name())
        .bind("enumeration", spec.enumeration() == null ? null : spec.enumeration().value())
        .bind("version", point.version());
  }

  /** The point, whatever its status. */
  public static Optional<Point> find(Handle handle, OrganisationId organisation, PointId id) {
    return handle
        .createQuery(SELECT + " AND p.id = :id")
        .bind("organisation", organisation.value())
        .bind("id", id.value())
        .map(PointTable::map)
        .findOne();
  }

  /** The points with these ids, whatever their status, in no order. */
  public static List<Point> findAll(
      Handle handle, OrganisationId organisation, Collection<UUID> ids) {
    List<Point> points = new ArrayList<>();
    for (List<UUID> chunk : Chunks.of(ids)) {
      handle
          .createQuery(SELECT + " AND p.id IN (<ids>)")
          .bind("organisation", organisation.value())
          .bindList("ids", chunk)
          .map(PointTable::map)
          .forEach(points::add);
    }
    return points;
  }

  static Optional<Point> findByKey(Handle handle, OrganisationId organisation, String externalKey) {
    return handle
        .createQuery(SELECT + " AND p.external_key = :key AND p.external_key <> ''")
        .bind("organisation", organisation.value())
        .bind("key", externalKey)
        .map(PointTable::map)
        .findOne();
  }

  /** The points with these keys, whatever their status, in no order. */
  public static List<Point> findByKeys(
      Handle handle, OrganisationId organisation, Collection<String> externalKeys) {
    List<Point> points = new ArrayList<>();
    for (List<String> chunk : Chunks.of(externalKeys)) {
      handle
          .createQuery(SELECT + " AND p.external_key IN (<keys>) AND p.external_key <> ''")
          .bind("organisation", organisation.value())
          .bindList("keys", chunk)
          .map(PointTable::map)
          .forEach(points::add);
    }
    return points;
  }

  /** The point in use with a name at an asset. */
  static Optional<Point> findByName(
      Handle handle, OrganisationId organisation, AssetId asset, String name) {
    return handle
        .createQuery(
            SELECT + " AND p.asset_id = :asset AND p.name_key = :key AND p.status = 'ACTIVE'")
        .bind("organisation", organisation.value())
        .bind("asset", asset.value())
        .bind("key", NameKey.of(name))
        .map(PointTable::map)
        .findOne();
  }

  /** The points in use at these assets; those of one asset in the order of their names. */
  public static List<Point> atAssets(
      Handle handle, OrganisationId organisation, Collection<UUID> assets) {
    List<Point> points = new ArrayList<>();
    for (List<UUID> chunk : Chunks.of(assets)) {
      handle
          .createQuery(
              SELECT + " AND p.asset_id IN (<assets>) AND p.status = 'ACTIVE' ORDER BY p.name_key")
          .bind("organisation", organisation.value())
          .bindList("assets", chunk)
          .map(PointTable::map)
          .forEach(points::add);
    }
    return points;
  }

  /** Points with a status, in the order of their ids, which is that of their creation. */
  public static List<Point> page(
      Handle handle,
      OrganisationId organisation,
      PointStatus status,
      @Nullable PointId after,
      int limit) {
    var query =
        handle
            .createQuery(
                SELECT
                    + " AND p.status = :status"
                    + (after == null ? "" : " AND p.id > :after")
                    + " ORDER BY p.id LIMIT :limit")
            .bind("organisation", organisation.value())
            .bind("status", status.name())
            .bind("limit", limit);
    if (after != null) {
      query.bind("after", after.value());
    }
    return query.map(PointTable::map).list();
  }

  /** Points in use whose codes an enumeration explains. */
  static List<Point> ofEnumeration(
      Handle handle, OrganisationId organisation, EnumerationId enumeration) {
    return handle
        .createQuery(SELECT + " AND p.enumeration_id = :enumeration AND p.status = 'ACTIVE'")
        .bind("organisation", organisation.value())
        .bind("enumeration", enumeration.value())
        .map(PointTable::map)
        .list();
  }

  /** Whether another organisation, or this one, has a point with one of these ids. */
  public static boolean anyExists(Handle handle, Collection<UUID> ids) {
    return Chunks.of(ids).stream()
        .anyMatch(
            chunk ->
                handle
                    .createQuery("SELECT 1 FROM point WHERE id IN (<ids>) LIMIT 1")
                    .bindList("ids", chunk)
                    .mapTo(Integer.class)
                    .findOne()
                    .isPresent());
  }

  /** The units of a point's samples through time, the oldest first. */
  public static List<UnitSpan> unitSpans(Handle handle, OrganisationId organisation, PointId id) {
    return handle
        .createQuery(
            "SELECT unit, valid_from_ns, valid_to_ns FROM former_unit"
                + " WHERE organisation_id = :organisation AND point_id = :id"
                + " UNION ALL SELECT unit, unit_since_ns, :end FROM point"
                + " WHERE organisation_id = :organisation AND id = :id"
                + " ORDER BY valid_from_ns")
        .bind("organisation", organisation.value())
        .bind("id", id.value())
        .bind("end", Long.MAX_VALUE)
        .map(
            (row, _) ->
                new UnitSpan(
                    row.getString("unit"),
                    row.getLong("valid_from_ns"),
                    row.getLong("valid_to_ns")))
        .list();
  }

  /** Says in which unit a point's samples have been stored, without dating it. */
  public static void setUnit(Handle handle, OrganisationId organisation, PointId id, String unit) {
    handle
        .createUpdate(
            "UPDATE point SET unit = :unit WHERE organisation_id = :organisation AND id = :id")
        .bind("unit", unit)
        .bind("organisation", organisation.value())
        .bind("id", id.value())
        .execute();
  }

  /** Ends the present unit at a source time; the row's unit holds from there on. */
  static void keepUnit(Handle handle, OrganisationId organisation, PointId id, long fromNs) {
    handle
        .createUpdate(
            "INSERT INTO former_unit (organisation_id, point_id, unit, valid_from_ns, valid_to_ns)"
                + " SELECT organisation_id, id, unit, unit_since_ns, :from FROM point"
                + " WHERE organisation_id = :organisation AND id = :id AND unit_since_ns < :from")
        .bind("organisation", organisation.value())
        .bind("id", id.value())
        .bind("from", fromNs)
        .execute();
    handle
        .createUpdate(
            "UPDATE point SET unit_since_ns = :from"
                + " WHERE organisation_id = :organisation AND id = :id")
        .bind("organisation", organisation.value())
        .bind("id", id.value())
        .bind("from", fromNs)
        .execute();
  }

  private static Point map(ResultSet row, StatementContext context) throws SQLException {
    UUID asset = Uuids.find(row, "asset_id");
    UUID enumeration = Uuids.find(row, "enumeration_id");
    PointTraits traits =
        new PointTraits(
            ValueKind.ofCode(row.getInt("kind")),
            row.getString("unit"),
            Interpolation.valueOf(row.getString("interpolation")),
            SameTimePolicy.valueOf(row.getString("same_time_policy")),
            row.getBoolean("counter"),
            row.getLong("expected_period_ns"),
            row.getLong("retention_ns"));
    return new Point(
        new PointId(Uuids.get(row, "id")),
        new OrganisationId(Uuids.get(row, "organisation_id")),
        PointStatus.valueOf(row.getString("status")),
        new PointSpec(
            asset == null ? null : new AssetId(asset),
            row.getString("name"),
            row.getString("description"),
            row.getString("tag"),
            row.getString("external_key"),
            traits,
            row.getDouble("resolution"),
            new PointRanges(
                range(row, "instrument_low", "instrument_high"),
                range(row, "normal_low", "normal_high"),
                range(row, "alarm_low", "alarm_high")),
            PointRole.valueOf(row.getString("role")),
            row.getString("owner"),
            Classification.valueOf(row.getString("classification")),
            enumeration == null ? null : new EnumerationId(enumeration)),
        row.getLong("created_at_ns"),
        row.getLong("version"));
  }

  private static NumericRange range(ResultSet row, String low, String high) throws SQLException {
    return new NumericRange(number(row, low), number(row, high));
  }

  private static @Nullable Double number(ResultSet row, String column) throws SQLException {
    double value = row.getDouble(column);
    return row.wasNull() ? null : (Double) value;
  }
}
