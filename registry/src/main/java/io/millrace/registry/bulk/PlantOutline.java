package io.millrace.registry.bulk;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.CalendarId;
import io.millrace.model.id.EnumerationId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.SourceId;
import io.millrace.model.id.StateModelId;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.NameKey;
import io.millrace.model.plant.StateModelUse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written out, but the points: in the order of names, and how things are referred to.
 *
 * @param plant all that the organisation has
 * @param top the asset that the export begins with; null for all
 * @param tree all assets
 * @param children of each asset, in the order of names
 * @param references by what a file refers to things: their key, or their name if they have none
 */
record PlantOutline(
    KnownPlant plant,
    @Nullable Asset top,
    AssetTree tree,
    Map<AssetId, List<Asset>> children,
    Map<Object, String> references,
    Map<AssetId, StateModelUse> stateModelUses) {
  static PlantOutline load(Handle handle, OrganisationId organisation) {
    KnownPlant plant = KnownPlant.load(handle, organisation);
    Map<AssetId, List<Asset>> children = new HashMap<>();
    for (Asset asset : plant.assets()) {
      if (asset.spec().parent() != null) {
        children.computeIfAbsent(asset.spec().parent(), _ -> new ArrayList<>()).add(asset);
      }
    }
    children.values().forEach(siblings -> siblings.sort(byName()));
    Map<Object, String> references = new HashMap<>();
    plant.calendars().forEach(c -> references.put(c.id(), reference(c.externalKey(), c.name())));
    plant.enumerations().forEach(e -> references.put(e.id(), reference(e.externalKey(), e.name())));
    plant.stateModels().forEach(m -> references.put(m.id(), reference(m.externalKey(), m.name())));
    plant
        .sources()
        .forEach(s -> references.put(s.id(), reference(s.spec().externalKey(), s.name())));
    Map<AssetId, StateModelUse> uses = new HashMap<>();
    plant.stateModelUses().forEach(use -> uses.put(use.asset(), use));
    return new PlantOutline(plant, null, new AssetTree(plant.assets()), children, references, uses);
  }

  /** The part below an asset; empty if there is no such asset. */
  Optional<PlantOutline> below(AssetId id) {
    return Optional.ofNullable(tree.byId(id))
        .map(asset -> new PlantOutline(plant, asset, tree, children, references, stateModelUses));
  }

  /** The assets to begin with, in the order of names. */
  List<Asset> tops() {
    if (top != null) {
      return List.of(top);
    }
    return plant.assets().stream()
        .filter(asset -> asset.spec().parent() == null)
        .sorted(byName())
        .toList();
  }

  List<Asset> childrenOf(Asset asset) {
    return children.getOrDefault(asset.id(), List.of());
  }

  /** All assets to be written, each after its parent. */
  List<Asset> inOrder() {
    List<Asset> all = new ArrayList<>();
    tops().forEach(asset -> addWithChildren(all, asset));
    return all;
  }

  private void addWithChildren(List<Asset> all, Asset asset) {
    all.add(asset);
    childrenOf(asset).forEach(child -> addWithChildren(all, child));
  }

  String referenceTo(CalendarId id) {
    return references.getOrDefault(id, "");
  }

  String referenceTo(EnumerationId id) {
    return references.getOrDefault(id, "");
  }

  String referenceTo(StateModelId id) {
    return references.getOrDefault(id, "");
  }

  /** By what a file refers to a source; empty if it is out of use. */
  String referenceTo(SourceId id) {
    return references.getOrDefault(id, "");
  }

  private static String reference(String key, String name) {
    return key.isEmpty() ? name : key;
  }

  private static Comparator<Asset> byName() {
    return Comparator.comparing(asset -> NameKey.of(asset.name()));
  }
}
