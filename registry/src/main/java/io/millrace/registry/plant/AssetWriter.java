package io.millrace.registry.plant;

import io.millrace.model.id.AssetId;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.AssetSpec;
import io.millrace.model.plant.EntityType;
import io.millrace.registry.change.ChangeAction;
import io.millrace.registry.json.AssetJson;
import io.millrace.registry.work.UnitOfWork;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.ObjectNode;

/** What changes of assets leave behind. Checks nothing. */
public final class AssetWriter {
  private AssetWriter() {}

  /** Writes new assets, each after its parent. */
  public static void create(UnitOfWork unit, List<Asset> assets) {
    AssetTable.insert(unit.handle(), assets);
    for (Asset asset : assets) {
      unit.changed(
          EntityType.ASSET, asset.id().value(), ChangeAction.CREATED, null, json(asset.spec()));
      unit.touch(EntityType.ASSET, asset.id().value());
    }
  }

  /** Writes an asset anew and returns it with its next version. */
  public static Asset update(UnitOfWork unit, Asset before, AssetSpec spec) {
    return update(unit, before, spec, before.retired(), ChangeAction.CHANGED);
  }

  static Asset update(
      UnitOfWork unit, Asset before, AssetSpec spec, boolean retired, ChangeAction action) {
    AssetSpec old = before.spec();
    boolean renamed = !spec.name().equals(old.name());
    boolean moved = !Objects.equals(spec.parent(), old.parent());
    if (renamed) {
      Dated.keepName(unit, EntityType.ASSET, before.id().value());
    }
    if (moved) {
      Dated.keepPlace(unit, EntityType.ASSET, before.id().value());
    }
    Asset after =
        new Asset(
            before.id(),
            before.organisation(),
            spec,
            before.createdAtNs(),
            retired,
            before.version() + 1);
    AssetTable.update(unit.handle(), after);
    unit.changed(EntityType.ASSET, after.id().value(), action, json(old), json(spec));
    if (renamed || moved) {
      // All below are found by the names above them.
      for (AssetId below :
          AssetTable.subtree(unit.handle(), unit.organisation(), after.id()).keySet()) {
        unit.touch(EntityType.ASSET, below.value());
      }
    }
    unit.touch(EntityType.ASSET, after.id().value());
    return after;
  }

  private static ObjectNode json(AssetSpec spec) {
    ObjectNode node = AssetJson.write(spec);
    if (spec.parent() != null) {
      node.put("parent", spec.parent().toString());
    }
    if (spec.calendar() != null) {
      node.put("calendar", spec.calendar().toString());
    }
    return node;
  }
}
