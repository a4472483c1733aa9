package io.millrace.registry.plant;

import static io.millrace.registry.plant.Checks.notFound;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.IdGenerator;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.id.StateModelId;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.NameKey;
import io.millrace.model.plant.PlantStateModel;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.StateModelUse;
import io.millrace.model.state.StateModel;
import io.millrace.registry.change.Actor;
import io.millrace.registry.change.ChangeAction;
import io.millrace.registry.database.Transactions;
import io.millrace.registry.json.Json;
import io.millrace.registry.json.JsonFields;
import io.millrace.registry.json.StateModelJson;
import io.millrace.registry.plant.DefinitionTable.Definition;
import io.millrace.registry.work.UnitOfWork;
import io.millrace.registry.work.Writes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** State models, and which asset's state each tells from which points. Thread-safe. */
public final class StateModels {
  private final Transactions transactions;
  private final Writes writes;
  private final IdGenerator ids;

  public StateModels(Transactions transactions, Writes writes, IdGenerator ids) {
    this.transactions = transactions;
    this.writes = writes;
    this.ids = ids;
  }

  /**
   * Describes a new model.
   *
   * @param externalKey may be empty
   * @param assetType the type of asset that it is a template for; may be empty
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_NAME_TAKEN}
   */
  public PlantStateModel create(
      Actor actor, String name, String externalKey, String assetType, StateModel rules) {
    return writes.run(actor, unit -> create(unit, ids, name, externalKey, assetType, rules));
  }

  /** Describes a new model within a larger unit of work. */
  public static PlantStateModel create(
      UnitOfWork unit,
      IdGenerator ids,
      String name,
      String externalKey,
      String assetType,
      StateModel rules) {
    PlantStateModel model =
        new PlantStateModel(
            new StateModelId(ids.next()),
            unit.organisation(),
            name,
            externalKey,
            assetType,
            rules,
            1);
    Definitions.create(unit, definition(model));
    return model;
  }

  /**
   * Says something else of a model.
   *
   * @param version the version that was read
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_STALE}, {@code
   *     REGISTRY_NOT_FOUND}, {@code REGISTRY_NAME_TAKEN}
   */
  public PlantStateModel update(
      Actor actor,
      StateModelId id,
      long version,
      String name,
      String externalKey,
      String assetType,
      StateModel rules) {
    return writes.run(
        actor,
        unit -> {
          Definition before =
              Definitions.forUpdate(unit, EntityType.STATE_MODEL, id.value(), version);
          return update(unit, model(before), name, externalKey, assetType, rules);
        });
  }

  /** Says something else of a model within a larger unit of work. */
  public static PlantStateModel update(
      UnitOfWork unit,
      PlantStateModel before,
      String name,
      String externalKey,
      String assetType,
      StateModel rules) {
    PlantStateModel after =
        new PlantStateModel(
            before.id(),
            before.organisation(),
            name,
            externalKey,
            assetType,
            rules,
            before.version());
    return model(Definitions.update(unit, definition(before), definition(after)));
  }

  /**
   * Deletes a model.
   *
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_CONFLICT} while an asset's
   *     state is told by it
   */
  public void delete(Actor actor, StateModelId id, long version) {
    writes.run(
        actor,
        unit -> {
          Definition before =
              Definitions.forUpdate(unit, EntityType.STATE_MODEL, id.value(), version);
          long used =
              StateModelUseTable.all(unit.handle(), unit.organisation()).stream()
                  .filter(use -> use.model().equals(id))
                  .count();
          if (used > 0) {
            throw Checks.conflict(
                "The state model '" + before.name() + "' is in use by " + used + " assets.");
          }
          Definitions.delete(unit, before);
          return id;
        });
  }

  /** The model; empty if the organisation has none with this id. */
  public Optional<PlantStateModel> find(OrganisationId organisation, StateModelId id) {
    return transactions.read(
        handle ->
            DefinitionTable.find(handle, organisation, EntityType.STATE_MODEL, id.value())
                .map(StateModels::model));
  }

  /** All models, in the order of their names. */
  public List<PlantStateModel> all(OrganisationId organisation) {
    return transactions.read(handle -> all(handle, organisation));
  }

  /** As {@link #all(OrganisationId)}, within a larger transaction. */
  public static List<PlantStateModel> all(Handle handle, OrganisationId organisation) {
    return DefinitionTable.all(handle, organisation, EntityType.STATE_MODEL).stream()
        .map(StateModels::model)
        .toList();
  }

  /**
   * Lets a model tell an asset's state.
   *
   * @param points the point of each slot; where a slot has none, the asset's point of that name is
   *     taken, if there is one
   * @throws io.millrace.registry.error.RegistryException {@code REGISTRY_NOT_FOUND} for asset,
   *     model or a point, {@code REGISTRY_INVALID} for a slot that the model does not have
   */
  public StateModelUse use(
      Actor actor, AssetId asset, StateModelId model, Map<String, PointId> points) {
    return writes.run(actor, unit -> use(unit, asset, model, points));
  }

  /** Lets a model tell an asset's state within a larger unit of work. */
  public static StateModelUse use(
      UnitOfWork unit, AssetId asset, StateModelId model, Map<String, PointId> points) {
    StateModelUse use = filled(unit, asset, model, points);
    Optional<StateModelUse> before =
        StateModelUseTable.find(unit.handle(), unit.organisation(), asset);
    if (!before.equals(Optional.of(use))) {
      StateModelUseTable.put(unit.handle(), unit.organisation(), use);
      unit.changed(
          EntityType.ASSET,
          asset.value(),
          ChangeAction.CHANGED,
          before.map(StateModels::json).orElse(null),
          json(use));
    }
    return use;
  }

  /** Lets no model tell an asset's state. */
  public void useNone(Actor actor, AssetId asset) {
    writes.run(
        actor,
        unit -> {
          StateModelUseTable.find(unit.handle(), unit.organisation(), asset)
              .ifPresent(
                  before -> {
                    StateModelUseTable.delete(unit.handle(), unit.organisation(), asset);
                    unit.changed(
                        EntityType.ASSET,
                        asset.value(),
                        ChangeAction.CHANGED,
                        json(before),
                        Json.object());
                  });
          return asset;
        });
  }

  /** Which model tells an asset's state; empty if none does. */
  public Optional<StateModelUse> useOf(OrganisationId organisation, AssetId asset) {
    return transactions.read(handle -> StateModelUseTable.find(handle, organisation, asset));
  }

  /** All assets whose state a model tells. */
  public List<StateModelUse> uses(OrganisationId organisation) {
    return transactions.read(handle -> uses(handle, organisation));
  }

  /** As {@link #uses(OrganisationId)}, within a larger transaction. */
  public static List<StateModelUse> uses(Handle handle, OrganisationId organisation) {
    return StateModelUseTable.all(handle, organisation);
  }

  private static StateModelUse filled(
      UnitOfWork unit, AssetId asset, StateModelId model, Map<String, PointId> points) {
    Asset found =
        AssetTable.find(unit.handle(), unit.organisation(), asset)
            .orElseThrow(() -> notFound("asset", asset));
    PlantStateModel rules =
        DefinitionTable.find(
                unit.handle(), unit.organisation(), EntityType.STATE_MODEL, model.value())
            .map(StateModels::model)
            .orElseThrow(() -> notFound("state model", model));
    Map<String, PointId> filled = new HashMap<>();
    points.forEach(
        (slot, point) -> {
          if (!rules.rules().slots().contains(slot)) {
            throw Checks.invalid(
                "The state model '" + rules.name() + "' has no slot '" + slot + "'.");
          }
          filled.put(slot, Points.find(unit, point).id());
        });
    List<Point> own =
        PointTable.atAssets(unit.handle(), unit.organisation(), List.of(found.id().value()));
    for (String slot : rules.rules().slots()) {
      @Nullable PointId named = named(own, slot);
      if (named != null) {
        filled.putIfAbsent(slot, named);
      }
    }
    return new StateModelUse(asset, model, filled);
  }

  private static @Nullable PointId named(List<Point> points, String name) {
    for (Point point : points) {
      if (NameKey.of(point.name()).equals(NameKey.of(name))) {
        return point.id();
      }
    }
    return null;
  }

  private static ObjectNode json(StateModelUse use) {
    ObjectNode node = Json.object();
    node.put("stateModel", use.model().toString());
    ObjectNode points = node.putObject("statePoints");
    use.points().forEach((slot, point) -> points.put(slot, point.toString()));
    return node;
  }

  private static Definition definition(PlantStateModel model) {
    return new Definition(
        model.id().value(),
        model.organisation(),
        EntityType.STATE_MODEL,
        model.name(),
        model.externalKey(),
        model.assetType(),
        Json.text(StateModelJson.write(model.rules())),
        model.version());
  }

  private static PlantStateModel model(Definition definition) {
    JsonFields fields = JsonFields.of("stateModel", Json.stored(definition.content()));
    return new PlantStateModel(
        new StateModelId(definition.id()),
        definition.organisation(),
        definition.name(),
        definition.externalKey(),
        definition.subject(),
        StateModelJson.read(fields),
        definition.version());
  }
}
