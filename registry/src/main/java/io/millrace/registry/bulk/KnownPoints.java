package io.millrace.registry.bulk;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.plant.Address;
import io.millrace.model.plant.NameKey;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointStatus;
import io.millrace.registry.plant.BindingTable;
import io.millrace.registry.plant.PointTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The points and bindings that a batch of an import may touch, with what the batch adds to them.
 */
final class KnownPoints {
  private final Map<PointId, Point> byId = new HashMap<>();
  private final Map<String, Point> byKey = new HashMap<>();
  private final Map<AssetId, Map<String, Point>> byName = new HashMap<>();
  private final Map<Address, List<BindingTable.Entry>> timelines = new HashMap<>();

  static KnownPoints load(
      Handle handle,
      OrganisationId organisation,
      Collection<UUID> ids,
      Collection<String> keys,
      Collection<UUID> assets,
      Collection<Address> addresses) {
    KnownPoints known = new KnownPoints();
    PointTable.findAll(handle, organisation, ids).forEach(known::put);
    PointTable.findByKeys(handle, organisation, keys).forEach(known::put);
    PointTable.atAssets(handle, organisation, assets).forEach(known::put);
    BindingTable.timelines(handle, organisation, addresses)
        .forEach((address, entries) -> known.timelines.put(address, new ArrayList<>(entries)));
    return known;
  }

  void put(Point point) {
    byId.put(point.id(), point);
    if (!point.spec().externalKey().isEmpty()) {
      byKey.put(point.spec().externalKey(), point);
    }
    if (point.spec().asset() != null && point.status() == PointStatus.ACTIVE) {
      byName
          .computeIfAbsent(point.spec().asset(), _ -> new HashMap<>())
          .put(NameKey.of(point.name()), point);
    }
  }

  @Nullable Point byId(PointId id) {
    return byId.get(id);
  }

  @Nullable Point byKey(String externalKey) {
    return externalKey.isEmpty() ? null : byKey.get(externalKey);
  }

  @Nullable Point byName(@Nullable AssetId asset, String name) {
    return asset == null ? null : byName.getOrDefault(asset, Map.of()).get(NameKey.of(name));
  }

  /** What an address belongs to through time; empty if it never belonged to anything. */
  List<BindingTable.Entry> timeline(Address address) {
    return timelines.getOrDefault(address, List.of());
  }

  void bind(Address address, BindingTable.Entry entry) {
    timelines.computeIfAbsent(address, _ -> new ArrayList<>()).add(entry);
  }
}
