package io.millrace.registry.plant;

import static io.millrace.registry.plant.Checks.notFound;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.SourceId;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.Source;
import io.millrace.model.plant.SourcePlacement;
import io.millrace.model.plant.SourceSpec;
import io.millrace.model.time.Times;
import io.millrace.registry.change.Actor;
import io.millrace.registry.change.ChangeAction;
import io.millrace.registry.database.Transactions;
import io.millrace.registry.json.Json;
import io.millrace.registry.work.UnitOfWork;
import io.millrace.registry.work.Writes;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sources, and which asset a device sits at. Thread-safe. */
public final class Sources {
  private final Transactions transactions;
  private final Writes writes;
  private final IdGenerator ids;

  public Sources(Transactions transactions, Writes writes, IdGenerator ids) {
    this.transactions = transactions;
    this.writes = writes;
    this.ids = ids;
  }

  /**
   * Describes a new source.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_NAME_TAKEN}
   */
  public Source create(Actor actor, SourceSpec spec) {
    return writes.run(
        actor,
        unit -> {
          checkUnique(unit, null, spec);
          Source source =
              new Source(
                  new SourceId(ids.next()), unit.organisation(), spec, unit.atNs(), false, 1);
          SourceWriter.create(unit, List.of(source));
          return source;
        });
  }

  /**
   * Says something else of a source.
   *
   * @param version the version that was read
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_STALE}, {@code
   *     REGISTRY_NOT_FOUND}, {@code REGISTRY_NAME_TAKEN}
   */
  public Source update(Actor actor, SourceId id, long version, SourceSpec spec) {
    return writes.run(
        actor,
        unit -> {
          Source before = forUpdate(unit, id, version);
          if (before.spec().equals(spec)) {
            return before;
          }
          checkUnique(unit, before, spec);
          return SourceWriter.update(unit, before, spec);
        });
  }

  /** Takes a source out of use, or into use again. Its bindings and its data stay. */
  public Source setRetired(Actor actor, SourceId id, long version, boolean retired) {
    return writes.run(
        actor,
        unit -> {
          Source before = forUpdate(unit, id, version);
          if (before.retired() == retired) {
            return before;
          }
          checkUnique(unit, before, before.spec());
          ChangeAction action = retired ? ChangeAction.RETIRED : ChangeAction.RESTORED;
          return SourceWriter.update(unit, before, before.spec(), retired, action);
        });
  }

  /**
   * Says that a device sits at an asset, from a time until it is said to sit elsewhere.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_NOT_FOUND}
   */
  public void place(Actor actor, SourceId id, AssetId asset, long fromNs) {
    writes.run(
        actor,
        unit -> {
          if (AssetTable.find(unit.handle(), unit.organisation(), asset).isEmpty()) {
            throw notFound("asset", asset);
          }
          placeAt(unit, id, asset, fromNs);
          return id;
        });
  }

  /**
   * Says that a device sits at no asset, from a time on.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_NOT_FOUND}
   */
  public void remove(Actor actor, SourceId id, long fromNs) {
    writes.run(
        actor,
        unit -> {
          placeAt(unit, id, null, fromNs);
          return id;
        });
  }

  /** Says that a device sits at an asset, unless it does, within a larger unit of work. */
  public static void placeIfElsewhere(UnitOfWork unit, SourceId id, AssetId asset) {
    boolean there =
        PlacementTable.ofSource(unit.handle(), unit.organisation(), id).stream()
            .anyMatch(p -> p.asset().equals(asset) && p.validToNs() == Long.MAX_VALUE);
    if (!there) {
      placeAt(unit, id, asset, unit.atNs());
    }
  }

  private static void placeAt(UnitOfWork unit, SourceId id, @Nullable AssetId asset, long fromNs) {
    if (SourceTable.find(unit.handle(), unit.organisation(), id).isEmpty()) {
      throw notFound("source", id);
    }
    long nextNs =
        PlacementTable.ofSource(unit.handle(), unit.organisation(), id).stream()
            .mapToLong(SourcePlacement::validFromNs)
            .filter(begin -> begin > fromNs)
            .min()
            .orElse(Long.MAX_VALUE);
    PlacementTable.endAt(unit.handle(), unit.organisation(), id, fromNs);
    var after = Json.object().put("validFrom", Times.toInstant(fromNs).toString());
    if (asset != null) {
      PlacementTable.insert(
          unit.handle(), unit.organisation(), new SourcePlacement(id, asset, fromNs, nextNs));
      after.put("asset", asset.toString());
    }
    unit.changed(EntityType.SOURCE, id.value(), ChangeAction.PLACED, null, after);
  }

  /** The source, in use or not; empty if the organisation has none with this id. */
  public Optional<Source> find(OrganisationId organisation, SourceId id) {
    return transactions.read(handle -> SourceTable.find(handle, organisation, id));
  }

  /** The source in use with a name. */
  public Optional<Source> findByName(OrganisationId organisation, String name) {
    return transactions.read(handle -> SourceTable.findByName(handle, organisation, name));
  }

  /** The source with a key, in use or not. */
  public Optional<Source> findByKey(OrganisationId organisation, String externalKey) {
    return transactions.read(handle -> SourceTable.findByKey(handle, organisation, externalKey));
  }

  /** All sources in use, in the order of their names. */
  public List<Source> all(OrganisationId organisation) {
    return transactions.read(handle -> SourceTable.all(handle, organisation));
  }

  /** Where a device sat, the oldest first. */
  public List<SourcePlacement> placements(OrganisationId organisation, SourceId id) {
    return transactions.read(handle -> PlacementTable.ofSource(handle, organisation, id));
  }

  /** Which devices sat at an asset, the oldest first. */
  public List<SourcePlacement> placementsAt(OrganisationId organisation, AssetId asset) {
    return transactions.read(handle -> PlacementTable.ofAsset(handle, organisation, asset));
  }

  private static Source forUpdate(UnitOfWork unit, SourceId id, long version) {
    Source source =
        SourceTable.find(unit.handle(), unit.organisation(), id)
            .orElseThrow(() -> notFound("source", id));
    Checks.checkVersion("source", source.name(), version, source.version());
    return source;
  }

  private static void checkUnique(UnitOfWork unit, @Nullable Source before, SourceSpec spec) {
    SourceTable.findByName(unit.handle(), unit.organisation(), spec.name())
        .filter(other -> before == null || !other.id().equals(before.id()))
        .ifPresent(
            _ -> {
              throw Checks.nameTaken("source", spec.name(), "in this organisation");
            });
    if (!spec.externalKey().isEmpty()) {
      SourceTable.findByKey(unit.handle(), unit.organisation(), spec.externalKey())
          .filter(other -> before == null || !other.id().equals(before.id()))
          .ifPresent(
              _ -> {
                throw Checks.keyTaken("source", spec.externalKey());
              });
    }
  }
}
