package io.millrace.registry.bulk;

import io.millrace.model.id.AssetId;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.NameKey;
import io.millrace.model.plant.PlantPath;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All assets of an organisation that are in use, for the length of an import. */
final class AssetTree {
  private record Place(@Nullable AssetId parent, String nameKey) {}

  private final Map<AssetId, Asset> byId = new HashMap<>();
  private final Map<String, Asset> byKey = new HashMap<>();
  private final Map<Place, Asset> byPlace = new HashMap<>();

  AssetTree(Collection<Asset> assets) {
    assets.forEach(this::put);
  }

  void put(Asset asset) {
    Asset before = byId.put(asset.id(), asset);
    if (before != null) {
      byPlace.remove(place(before), before);
      byKey.remove(before.spec().externalKey(), before);
    }
    byPlace.put(place(asset), asset);
    if (!asset.spec().externalKey().isEmpty()) {
      byKey.put(asset.spec().externalKey(), asset);
    }
  }

  @Nullable Asset byId(AssetId id) {
    return byId.get(id);
  }

  @Nullable Asset byKey(String externalKey) {
    return externalKey.isEmpty() ? null : byKey.get(externalKey);
  }

  @Nullable Asset byName(@Nullable AssetId parent, String name) {
    return byPlace.get(new Place(parent, NameKey.of(name)));
  }

  Optional<Asset> byPath(PlantPath path) {
    @Nullable Asset found = null;
    for (String name : path.names()) {
      found = byName(found == null ? null : found.id(), name);
      if (found == null) {
        return Optional.empty();
      }
    }
    return Optional.ofNullable(found);
  }

  /** How many assets stand above this one, itself included. */
  int depth(@Nullable AssetId id) {
    int depth = 0;
    for (AssetId next = id; next != null; depth++) {
      Asset asset = byId.get(next);
      next = asset == null ? null : asset.spec().parent();
    }
    return depth;
  }

  /** The names from the top down. */
  PlantPath path(Asset asset) {
    AssetId parent = asset.spec().parent();
    Asset above = parent == null ? null : byId.get(parent);
    return above == null ? new PlantPath(List.of(asset.name())) : path(above).child(asset.name());
  }

  private static Place place(Asset asset) {
    return new Place(asset.spec().parent(), NameKey.of(asset.name()));
  }
}
