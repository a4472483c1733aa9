package io.millrace.registry.plant;

import static io.millrace.registry.plant.Checks.conflict;
import static io.millrace.registry.plant.Checks.invalid;
import static io.millrace.registry.plant.Checks.notFound;

import io.millrace.model.context.ContextChange.SamplesDeleted;
import io.millrace.model.id.AssetId;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.plant.Alias;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.PlantPath;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointSpec;
import io.millrace.model.plant.PointStatus;
import io.millrace.model.plant.UnitSpan;
import io.millrace.model.time.TimeRange;
import io.millrace.model.time.Times;
import io.millrace.model.unit.Unit;
import io.millrace.registry.change.Actor;
import io.millrace.registry.change.ChangeAction;
import io.millrace.registry.database.Transactions;
import io.millrace.registry.json.Json;
import io.millrace.registry.work.UnitOfWork;
import io.millrace.registry.work.Writes;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Points: what is measured or commanded. Thread-safe. */
public final class Points {
  /** How many points one answer may hold. */
  public static final int MAX_PAGE = 10_000;

  private final Transactions transactions;
  private final Writes writes;
  private final IdGenerator ids;

  public Points(Transactions transactions, Writes writes, IdGenerator ids) {
    this.transactions = transactions;
    this.writes = writes;
    this.ids = ids;
  }

  /**
   * Describes a new point.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_NOT_FOUND} for its asset
   *     or enumeration, {@code REGISTRY_NAME_TAKEN}
   * @throws io.millrace.model.unit.UnitException if its unit is no UCUM code
   */
  public Point create(Actor actor, PointSpec spec) {
    return writes.run(
        actor,
        unit -> {
          check(unit, null, spec);
          Point point =
              new Point(
                  new PointId(ids.next()),
                  unit.organisation(),
                  PointStatus.ACTIVE,
                  spec,
                  unit.atNs(),
                  1);
          PointWriter.create(unit, List.of(point));
          return point;
        });
  }

  /**
   * Says something else of a point: renames it, moves it, and so on. Its id and its history stay.
   * If the unit changes from none to one, all its samples are taken to be in it; if it changes from
   * one to another, those from now on are ({@link #changeUnit} takes another date).
   *
   * @param version the version that was read
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_STALE}, {@code
   *     REGISTRY_NOT_FOUND}, {@code REGISTRY_NAME_TAKEN}, {@code REGISTRY_INVALID} if the kind
   *     differs, {@code REGISTRY_CONFLICT} if it is not in use
   * @throws io.millrace.model.unit.UnitException if the unit is none, or measures something else
   */
  public Point update(Actor actor, PointId id, long version, PointSpec spec) {
    return writes.run(actor, unit -> update(unit, forUpdate(unit, id, version), spec, unit.atNs()));
  }

  /**
   * Changes the unit in which samples are stored from a source time on. What is stored before stays
   * in the old unit, and whoever asks gets told ({@link #units}). Bindings that know their source's
   * unit convert to the new one from there on.
   *
   * @throws io.millrace.model.unit.UnitException if the unit is none, or measures something else
   */
  public Point changeUnit(Actor actor, PointId id, long version, String newUnit, long fromNs) {
    return writes.run(
        actor,
        unit -> {
          Point before = forUpdate(unit, id, version);
          return update(unit, before, before.spec().edit().unit(newUnit).build(), fromNs);
        });
  }

  /**
   * Corrects a unit that was wrong from the beginning: all samples are taken to be in it, and none
   * is converted.
   */
  public Point correctUnit(Actor actor, PointId id, long version, String rightUnit) {
    return writes.run(
        actor,
        unit -> {
          Point before = forUpdate(unit, id, version);
          PointSpec spec = before.spec().edit().unit(rightUnit).build();
          checkUnit(spec);
          return PointWriter.update(unit, before, spec, before.status(), ChangeAction.CHANGED);
        });
  }

  /** Changes a point within a larger unit of work, having checked everything. */
  public static Point update(UnitOfWork unit, Point before, PointSpec spec, long unitFromNs) {
    if (before.spec().equals(spec)) {
      return before;
    }
    check(unit, before, spec);
    String oldUnit = before.spec().traits().unit();
    String newUnit = spec.traits().unit();
    boolean dated = !oldUnit.equals(newUnit) && !oldUnit.isEmpty() && !newUnit.isEmpty();
    if (dated) {
      Unit.parse(oldUnit).conversionTo(Unit.parse(newUnit));
      PointWriter.dateUnit(unit, before, unitFromNs);
    }
    Point after = PointWriter.update(unit, before, spec, before.status(), ChangeAction.CHANGED);
    if (!oldUnit.equals(newUnit)) {
      PointWriter.convertAnew(unit, after, dated ? unitFromNs : Long.MIN_VALUE);
    }
    return after;
  }

  /** Takes a point out of use. It is kept with all its history, and its name is free again. */
  public Point retire(Actor actor, PointId id, long version) {
    return writes.run(
        actor,
        unit -> {
          Point before = forUpdate(unit, id, version);
          return PointWriter.update(
              unit, before, before.spec(), PointStatus.RETIRED, ChangeAction.RETIRED);
        });
  }

  /**
   * Takes a retired point into use again.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_NAME_TAKEN} if another one
   *     has its name by now
   */
  public Point restore(Actor actor, PointId id, long version) {
    return writes.run(
        actor,
        unit -> {
          Point before = find(unit, id);
          Checks.checkVersion("point", before.name(), version, before.version());
          if (before.status() != PointStatus.RETIRED) {
            throw conflict("The point '" + before.name() + "' is not retired.");
          }
          check(unit, before, before.spec());
          return PointWriter.update(
              unit, before, before.spec(), PointStatus.ACTIVE, ChangeAction.RESTORED);
        });
  }

  /**
   * Deletes samples of a point, everywhere and in every replay (law 15): history obeys when the
   * change reaches it.
   *
   * @param range in source time
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_NOT_FOUND}
   */
  public void deleteSamples(Actor actor, PointId id, TimeRange range) {
    writes.run(
        actor,
        unit -> {
          find(unit, id);
          unit.emit(new SamplesDeleted(id, range));
          unit.changed(
              EntityType.POINT,
              id.value(),
              ChangeAction.SAMPLES_DELETED,
              Json.object()
                  .put("from", Times.toInstant(range.fromNs()).toString())
                  .put("to", Times.toInstant(range.toNs()).toString()),
              null);
          return id;
        });
  }

  /** The point, whatever its status; empty if the organisation has none with this id. */
  public Optional<Point> find(OrganisationId organisation, PointId id) {
    return transactions.read(handle -> PointTable.find(handle, organisation, id));
  }

  /** The points with these ids that the organisation has, in no order; at most 10,000 ids. */
  public List<Point> findAll(OrganisationId organisation, Collection<PointId> ids) {
    if (ids.size() > MAX_PAGE) {
      throw invalid("At most " + MAX_PAGE + " points can be asked for at once.");
    }
    List<UUID> values = ids.stream().map(PointId::value).toList();
    return transactions.read(handle -> PointTable.findAll(handle, organisation, values));
  }

  /** The point with a key, whatever its status. */
  public Optional<Point> findByKey(OrganisationId organisation, String externalKey) {
    return transactions.read(handle -> PointTable.findByKey(handle, organisation, externalKey));
  }

  /** The point in use at a path: the path of its asset, then its name. */
  public Optional<Point> findByPath(OrganisationId organisation, PlantPath path) {
    if (path.isRoot()) {
      return Optional.empty();
    }
    return transactions.read(
        handle ->
            AssetTable.findByPath(handle, organisation, path.parent())
                .flatMap(
                    asset -> PointTable.findByName(handle, organisation, asset.id(), path.name())));
  }

  /** The points in use at an asset, in the order of names. */
  public List<Point> ofAsset(OrganisationId organisation, AssetId asset) {
    return transactions.read(
        handle -> PointTable.atAssets(handle, organisation, List.of(asset.value())));
  }

  /**
   * Points of one status, in the order in which they came to be.
   *
   * @param after only those after this one, to page on; null to begin
   * @param limit at most {@value #MAX_PAGE}
   */
  public List<Point> page(
      OrganisationId organisation, PointStatus status, @Nullable PointId after, int limit) {
    return transactions.read(
        handle ->
            PointTable.page(handle, organisation, status, after, Math.clamp(limit, 1, MAX_PAGE)));
  }

  /** In which unit a point's samples are stored, from the oldest to the newest. */
  public List<UnitSpan> units(OrganisationId organisation, PointId id) {
    return transactions.read(handle -> PointTable.unitSpans(handle, organisation, id));
  }

  /** Other names that a point has or had. */
  public List<Alias> aliases(OrganisationId organisation, PointId id) {
    return transactions.read(handle -> Dated.aliases(handle, organisation, List.of(id.value())));
  }

  /**
   * The point, within a larger unit of work.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_NOT_FOUND}
   */
  public static Point find(UnitOfWork unit, PointId id) {
    return PointTable.find(unit.handle(), unit.organisation(), id)
        .orElseThrow(() -> notFound("point", id));
  }

  /** The point in use with a name at an asset, within a larger unit of work. */
  public static Optional<Point> findByName(UnitOfWork unit, AssetId asset, String name) {
    return PointTable.findByName(unit.handle(), unit.organisation(), asset, name);
  }

  private static Point forUpdate(UnitOfWork unit, PointId id, long version) {
    Point point = find(unit, id);
    Checks.checkVersion("point", point.name(), version, point.version());
    if (point.status() != PointStatus.ACTIVE) {
      throw conflict("The point '" + point.name() + "' is not in use; adopt or restore it first.");
    }
    return point;
  }

  /**
   * Checks what a point may become, within a larger unit of work.
   *
   * @param before null if the point is new
   */
  public static void check(UnitOfWork unit, @Nullable Point before, PointSpec spec) {
    Handle handle = unit.handle();
    OrganisationId organisation = unit.organisation();
    if (before != null && before.spec().traits().kind() != spec.traits().kind()) {
      throw invalid(
          "The point '" + before.name() + "' keeps its kind for ever; describe a new point.");
    }
    checkUnit(spec);
    if (spec.asset() != null) {
      checkAsset(unit, before, spec, spec.asset());
    }
    if (!spec.externalKey().isEmpty()) {
      PointTable.findByKey(handle, organisation, spec.externalKey())
          .filter(other -> before == null || !other.id().equals(before.id()))
          .ifPresent(
              _ -> {
                throw Checks.keyTaken("point", spec.externalKey());
              });
    }
    if (spec.enumeration() != null
        && EnumerationTable.find(handle, organisation, spec.enumeration()).isEmpty()) {
      throw notFound("enumeration", spec.enumeration());
    }
  }

  private static void checkAsset(
      UnitOfWork unit, @Nullable Point before, PointSpec spec, AssetId assetId) {
    Asset asset =
        AssetTable.find(unit.handle(), unit.organisation(), assetId)
            .orElseThrow(() -> notFound("asset", assetId));
    if (asset.retired()) {
      throw conflict("The asset '" + asset.name() + "' is out of use.");
    }
    PointTable.findByName(unit.handle(), unit.organisation(), assetId, spec.name())
        .filter(other -> before == null || !other.id().equals(before.id()))
        .ifPresent(
            _ -> {
              throw Checks.nameTaken("point", spec.name(), "at the asset '" + asset.name() + "'");
            });
  }

  /**
   * Refuses a unit that is none.
   *
   * @throws io.millrace.model.unit.UnitException if it is no UCUM code
   */
  public static void checkUnit(PointSpec spec) {
    if (!spec.traits().unit().isEmpty()) {
      Unit.parse(spec.traits().unit());
    }
  }
}
