package io.millrace.registry.bulk;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.OrganisationId;
import io.millrace.model.id.PointId;
import io.millrace.model.plant.AddressBinding;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.Point;
import io.millrace.registry.plant.BindingTable;
import io.millrace.registry.plant.PointTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The points of assets, looked up for many assets at once but never for all. */
final class PointPages {
  private static final int ASSETS_PER_PAGE = 200;

  private final Handle handle;
  private final OrganisationId organisation;
  private final List<Asset> order;
  private final Map<AssetId, List<Point>> points = new HashMap<>();
  private final Map<PointId, AddressBinding> bindings = new HashMap<>();
  private int loaded;

  /**
   * @param order the assets in the order in which they will be asked for
   */
  PointPages(Handle handle, OrganisationId organisation, List<Asset> order) {
    this.handle = handle;
    this.organisation = organisation;
    this.order = order;
  }

  /** The points in use at an asset, in the order of names. Assets are asked for in order. */
  List<Point> of(Asset asset) {
    while (!points.containsKey(asset.id()) && loaded < order.size()) {
      load();
    }
    return points.getOrDefault(asset.id(), List.of());
  }

  /** Where the values of a point that was just given out come from; null if from nowhere. */
  @Nullable AddressBinding bindingOf(Point point) {
    return bindings.get(point.id());
  }

  private void load() {
    List<Asset> page = order.subList(loaded, Math.min(order.size(), loaded + ASSETS_PER_PAGE));
    loaded += page.size();
    points.clear();
    bindings.clear();
    page.forEach(asset -> points.put(asset.id(), new ArrayList<>()));
    List<UUID> ids = new ArrayList<>();
    for (Point point :
        PointTable.atAssets(
            handle, organisation, page.stream().map(asset -> asset.id().value()).toList())) {
      if (point.spec().asset() != null) {
        points.computeIfAbsent(point.spec().asset(), _ -> new ArrayList<>()).add(point);
        ids.add(point.id().value());
      }
    }
    for (AddressBinding binding : BindingTable.ofPoints(handle, organisation, ids)) {
      if (binding.validToNs() == Long.MAX_VALUE) {
        bindings.put(binding.point(), binding);
      }
    }
  }
}
