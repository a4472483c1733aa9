package io.millrace.registry.plant;

import static io.millrace.registry.plant.Checks.conflict;
import static io.millrace.registry.plant.Checks.notFound;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.plant.Alias;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.AssetSpec;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.PlantPath;
import io.millrace.registry.change.Actor;
import io.millrace.registry.change.ChangeAction;
import io.millrace.registry.database.Transactions;
import io.millrace.registry.work.UnitOfWork;
import io.millrace.registry.work.Writes;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Assets: the tree of a plant. Thread-safe. */
public final class Assets {
  /** How deep assets nest. */
  public static final int MAX_DEPTH = 30;

  /** How many assets one answer may hold. */
  public static final int MAX_PAGE = 5_000;

  private final Transactions transactions;
  private final Writes writes;
  private final IdGenerator ids;

  public Assets(Transactions transactions, Writes writes, IdGenerator ids) {
    this.transactions = transactions;
    this.writes = writes;
    this.ids = ids;
  }

  /**
   * Describes a new asset.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_NOT_FOUND} for the parent
   *     or the calendar, {@code REGISTRY_NAME_TAKEN}, {@code REGISTRY_CONFLICT} if it is too deep
   */
  public Asset create(Actor actor, AssetSpec spec) {
    return writes.run(
        actor,
        unit -> {
          check(unit, null, spec);
          Asset asset =
              new Asset(new AssetId(ids.next()), unit.organisation(), spec, unit.atNs(), false, 1);
          AssetWriter.create(unit, List.of(asset));
          return asset;
        });
  }

  /**
   * Says something else of an asset: renames it, moves it, and so on. Its id, its points and their
   * history stay; the former name and place are kept with their dates.
   *
   * @param version the version that was read
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_STALE} if it is not the
   *     present one, {@code REGISTRY_NOT_FOUND}, {@code REGISTRY_NAME_TAKEN}, {@code
   *     REGISTRY_CONFLICT} if it would stand below itself or too deep
   */
  public Asset update(Actor actor, AssetId id, long version, AssetSpec spec) {
    return writes.run(actor, unit -> update(unit, forUpdate(unit, id, version), spec));
  }

  /** Says something else of an asset within a larger unit of work. */
  public static Asset update(UnitOfWork unit, Asset before, AssetSpec spec) {
    if (before.spec().equals(spec)) {
      return before;
    }
    check(unit, before, spec);
    return AssetWriter.update(unit, before, spec);
  }

  /**
   * Takes an asset out of use. It is kept with all its history, and its name is free again.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_CONFLICT} while assets or
   *     points in use stand below it
   */
  public Asset retire(Actor actor, AssetId id, long version) {
    return writes.run(
        actor,
        unit -> {
          Asset before = forUpdate(unit, id, version);
          if (before.retired()) {
            return before;
          }
          int below = AssetTable.countBelow(unit.handle(), unit.organisation(), id);
          if (below > 0) {
            throw conflict(
                "The asset '"
                    + before.name()
                    + "' cannot be retired while "
                    + below
                    + " assets or points in use stand below it.");
          }
          return AssetWriter.update(unit, before, before.spec(), true, ChangeAction.RETIRED);
        });
  }

  /**
   * Takes a retired asset into use again.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_NAME_TAKEN} if another one
   *     has its name by now
   */
  public Asset restore(Actor actor, AssetId id, long version) {
    return writes.run(
        actor,
        unit -> {
          Asset before = forUpdate(unit, id, version);
          if (!before.retired()) {
            return before;
          }
          checkNotBelowRetired(unit, before.spec().parent());
          check(unit, before, before.spec());
          return AssetWriter.update(unit, before, before.spec(), false, ChangeAction.RESTORED);
        });
  }

  /** The asset, in use or not; empty if the organisation has none with this id. */
  public Optional<Asset> find(OrganisationId organisation, AssetId id) {
    return transactions.read(handle -> AssetTable.find(handle, organisation, id));
  }

  /** The asset in use at a path; empty if there is none. */
  public Optional<Asset> findByPath(OrganisationId organisation, PlantPath path) {
    return transactions.read(handle -> AssetTable.findByPath(handle, organisation, path));
  }

  /** The asset with a key, in use or not. */
  public Optional<Asset> findByKey(OrganisationId organisation, String externalKey) {
    return transactions.read(handle -> AssetTable.findByKey(handle, organisation, externalKey));
  }

  /**
   * What stands directly below an asset and is in use, in the order of names ({@code Press 2}
   * before {@code Press 10}).
   *
   * @param parent null for the top
   * @param afterName only those after this name, to page on; empty to begin
   * @param limit at most {@value #MAX_PAGE}
   */
  public List<AssetNode> children(
      OrganisationId organisation, @Nullable AssetId parent, String afterName, int limit) {
    return transactions.read(
        handle ->
            AssetTable.children(
                handle, organisation, parent, afterName, Math.clamp(limit, 1, MAX_PAGE)));
  }

  /** All assets in use, in no order: a plant has thousands, not millions. */
  public List<Asset> all(OrganisationId organisation) {
    return transactions.read(handle -> AssetTable.all(handle, organisation));
  }

  /** The names from the top down to the asset; empty if there is none with this id. */
  public Optional<PlantPath> path(OrganisationId organisation, AssetId id) {
    return transactions.read(
        handle ->
            Optional.ofNullable(
                AssetTable.paths(handle, organisation, List.of(id.value())).get(id.value())));
  }

  /** The asset and all above it, the nearest first; empty if there is none with this id. */
  public List<Asset> lineage(OrganisationId organisation, AssetId id) {
    return transactions.read(handle -> AssetTable.lineage(handle, organisation, id));
  }

  /** The asset and all below it that are in use, each after its parent. */
  public List<AssetId> subtree(OrganisationId organisation, AssetId id) {
    return transactions.read(
        handle -> List.copyOf(AssetTable.subtree(handle, organisation, id).keySet()));
  }

  /** The asset's time zone: its own, or that of the nearest above that has one, or UTC. */
  public ZoneId zone(OrganisationId organisation, AssetId id) {
    return lineage(organisation, id).stream()
        .map(asset -> asset.spec().zone())
        .filter(zone -> !zone.isEmpty())
        .findFirst()
        .map(ZoneId::of)
        .orElse(ZoneOffset.UTC);
  }

  /**
   * The path that the asset had at a time, by the names and places of then.
   *
   * @param timeNs nanoseconds since the epoch
   */
  public Optional<PlantPath> pathAt(OrganisationId organisation, AssetId id, long timeNs) {
    return transactions.read(handle -> pathAt(handle, organisation, id, timeNs));
  }

  private static Optional<PlantPath> pathAt(
      Handle handle, OrganisationId organisation, AssetId id, long timeNs) {
    List<String> names = new ArrayList<>();
    @Nullable UUID next = id.value();
    while (next != null && names.size() <= MAX_DEPTH) {
      Optional<Asset> asset = AssetTable.find(handle, organisation, new AssetId(next));
      if (asset.isEmpty()) {
        return Optional.empty();
      }
      names.addFirst(nameAt(handle, asset.get(), timeNs));
      next = parentAt(handle, asset.get(), timeNs);
    }
    return Optional.of(new PlantPath(names));
  }

  private static String nameAt(Handle handle, Asset asset, long timeNs) {
    return Dated.aliases(handle, asset.organisation(), List.of(asset.id().value())).stream()
        .filter(alias -> alias.scheme().equals(Alias.NAME))
        .filter(alias -> timeNs >= alias.validFromNs() && timeNs < alias.validToNs())
        .findFirst()
        .map(Alias::text)
        .orElse(asset.name());
  }

  private static @Nullable UUID parentAt(Handle handle, Asset asset, long timeNs) {
    for (Dated.Place place : Dated.places(handle, asset.organisation(), asset.id().value())) {
      if (timeNs >= place.validFromNs() && timeNs < place.validToNs()) {
        return place.parent();
      }
    }
    AssetId parent = asset.spec().parent();
    return parent == null ? null : parent.value();
  }

  private static Asset forUpdate(UnitOfWork unit, AssetId id, long version) {
    Asset asset =
        AssetTable.find(unit.handle(), unit.organisation(), id)
            .orElseThrow(() -> notFound("asset", id));
    Checks.checkVersion("asset", asset.name(), version, asset.version());
    return asset;
  }

  private static void check(UnitOfWork unit, @Nullable Asset before, AssetSpec spec) {
    Handle handle = unit.handle();
    OrganisationId organisation = unit.organisation();
    checkPlace(unit, before, spec);
    AssetTable.findByName(handle, organisation, spec.parent(), spec.name())
        .filter(other -> before == null || !other.id().equals(before.id()))
        .ifPresent(
            _ -> {
              throw Checks.nameTaken("asset", spec.name(), "in the same place");
            });
    if (!spec.externalKey().isEmpty()) {
      AssetTable.findByKey(handle, organisation, spec.externalKey())
          .filter(other -> before == null || !other.id().equals(before.id()))
          .ifPresent(
              _ -> {
                throw Checks.keyTaken("asset", spec.externalKey());
              });
    }
    if (spec.calendar() != null
        && DefinitionTable.find(handle, organisation, EntityType.CALENDAR, spec.calendar().value())
            .isEmpty()) {
      throw notFound("calendar", spec.calendar());
    }
  }

  private static void checkNotBelowRetired(UnitOfWork unit, @Nullable AssetId parent) {
    if (parent != null) {
      AssetTable.find(unit.handle(), unit.organisation(), parent)
          .filter(Asset::retired)
          .ifPresent(
              above -> {
                throw conflict("The asset '" + above.name() + "' above it is out of use.");
              });
    }
  }

  private static void checkPlace(UnitOfWork unit, @Nullable Asset before, AssetSpec spec) {
    AssetId parent = spec.parent();
    if (parent == null || (before != null && Objects.equals(before.spec().parent(), parent))) {
      return;
    }
    List<Asset> above = AssetTable.lineage(unit.handle(), unit.organisation(), parent);
    if (above.isEmpty()) {
      throw notFound("asset", parent);
    }
    checkNotBelowRetired(unit, parent);
    int height = 0;
    if (before != null) {
      if (above.stream().anyMatch(asset -> asset.id().equals(before.id()))) {
        throw conflict("The asset '" + before.name() + "' cannot stand below itself.");
      }
      height =
          AssetTable.subtree(unit.handle(), unit.organisation(), before.id()).values().stream()
              .mapToInt(Integer::intValue)
              .max()
              .orElse(0);
    }
    if (above.size() + 1 + height > MAX_DEPTH) {
      throw conflict("Assets nest at most " + MAX_DEPTH + " deep.");
    }
  }

  /** The places and names that it had, for whoever shows its history. */
  public List<Alias> aliases(OrganisationId organisation, AssetId id) {
    return transactions.read(handle -> Dated.aliases(handle, organisation, List.of(id.value())));
  }
}
