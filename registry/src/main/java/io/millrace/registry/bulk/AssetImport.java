package io.millrace.registry.bulk;

import io.millrace.model.id.AssetId;
import io.millrace.model.id.PointId;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.AssetSpec;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.PlantException;
import io.millrace.model.plant.PlantPath;
import io.millrace.model.plant.PlantStateModel;
import io.millrace.model.plant.Point;
import io.millrace.registry.json.AssetJson;
import io.millrace.registry.json.JsonFields;
import io.millrace.registry.plant.AssetTable;
import io.millrace.registry.plant.AssetWriter;
import io.millrace.registry.plant.Assets;
import io.millrace.registry.plant.Points;
import io.millrace.registry.plant.StateModels;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Takes in assets, and lets state models tell their states. */
final class AssetImport {
  private static final int BATCH = 500;
  private static final String PATH = "path";
  private static final String STATE_MODEL = "stateModel";
  private static final String STATE_POINTS = "statePoints";

  private final ImportRun run;
  private final List<Asset> fresh = new ArrayList<>();

  AssetImport(ImportRun run) {
    this.run = run;
  }

  void takeIn(List<Row> rows) {
    for (Row row : inOrder(rows)) {
      if (row.above() == null || run.assetOfRow().containsKey(row.above())) {
        run.report().guard(row, () -> asset(row));
      }
      if (fresh.size() >= BATCH) {
        writeFresh();
      }
    }
    writeFresh();
  }

  /** Assets that are named by their path come after what is above them, whatever their order. */
  private static List<Row> inOrder(List<Row> rows) {
    if (rows.stream().noneMatch(row -> row.value(PATH) != null)) {
      return rows;
    }
    return rows.stream().sorted(Comparator.comparingInt(AssetImport::depth)).toList();
  }

  private static int depth(Row row) {
    int depth = 0;
    Row top = row;
    for (Row next = row; next != null; next = next.above()) {
      top = next;
      depth++;
    }
    JsonNode path = top.value(PATH);
    return path == null
        ? depth
        : depth + (int) path.asString().chars().filter(c -> c == '/').count();
  }

  private void asset(Row row) {
    JsonFields fields = row.fields();
    // These are taken in elsewhere.
    fields.find(STATE_MODEL);
    fields.find(STATE_POINTS);
    fields.find("address");
    String path = fields.textOr(PATH, "");
    AssetId parent = parent(row, path);
    String name = path.isEmpty() ? fields.textOr("name", "") : PlantPath.parse(path).name();
    String id = fields.textOr("id", "");
    Asset before = known(id, fields.textOr("key", ""), parent, name);
    if (before != null) {
      run.takeOnce(row, before.id().value());
    }
    AssetSpec.Builder builder =
        (before == null ? AssetSpec.of(required(name), "") : before.spec()).edit();
    AssetJson.read(fields, builder);
    if (!path.isEmpty()) {
      builder.name(name);
    }
    if (fields.has("calendar")) {
      String calendar = fields.textOr("calendar", "");
      builder.calendar(calendar.isEmpty() ? null : run.calendars().get("calendar", calendar).id());
    }
    fields.finish();
    AssetSpec spec = builder.parent(parent).build();
    check(before, spec);
    run.assetOfRow().put(row, take(row, before, id, spec));
  }

  private @Nullable AssetId parent(Row row, String path) {
    if (row.above() != null) {
      if (!path.isEmpty()) {
        throw new PlantException(
            PATH, "An asset that stands within another one has a name and no path.");
      }
      return Objects.requireNonNull(run.assetOfRow().get(row.above())).id();
    }
    if (path.isEmpty()) {
      return null;
    }
    PlantPath whole = PlantPath.parse(path);
    if (whole.isRoot()) {
      return null;
    }
    return run.assets()
        .byPath(whole.parent())
        .orElseThrow(() -> new PlantException(PATH, "There is no asset '" + whole.parent() + "'."))
        .id();
  }

  private static String required(String name) {
    if (name.isEmpty()) {
      throw new PlantException("name", "The field name is missing.");
    }
    return name;
  }

  private @Nullable Asset known(String id, String key, @Nullable AssetId parent, String name) {
    Asset found = id.isEmpty() ? null : run.assets().byId(ImportIds.asset(id));
    if (found == null) {
      found = run.assets().byKey(key);
    }
    return found != null || name.isEmpty() ? found : run.assets().byName(parent, name);
  }

  private void check(@Nullable Asset before, AssetSpec spec) {
    Asset sameName = run.assets().byName(spec.parent(), spec.name());
    if (sameName != null && (before == null || !sameName.id().equals(before.id()))) {
      throw new PlantException(
          "name", "There is another asset named '" + spec.name() + "' in the same place.");
    }
    Asset sameKey = run.assets().byKey(spec.externalKey());
    if (sameKey != null && (before == null || !sameKey.id().equals(before.id()))) {
      throw new PlantException(
          "key", "Another asset has the key '" + spec.externalKey() + "' already.");
    }
    if (run.assets().depth(spec.parent()) >= Assets.MAX_DEPTH) {
      throw new PlantException("name", "Assets nest at most " + Assets.MAX_DEPTH + " deep.");
    }
  }

  private Asset take(Row row, @Nullable Asset before, String id, AssetSpec spec) {
    if (before == null) {
      AssetId given = id.isEmpty() ? new AssetId(run.ids().next()) : ImportIds.asset(id);
      if (!id.isEmpty() && AssetTable.anyExists(run.unit().handle(), List.of(given.value()))) {
        throw new PlantException("id", "The id " + id + " is in use and cannot be given again.");
      }
      checkKeyOfRetired(spec);
      Asset made = new Asset(given, run.unit().organisation(), spec, run.unit().atNs(), false, 1);
      run.takeOnce(row, made.id().value());
      fresh.add(made);
      run.assets().put(made);
      run.report().created(row, EntityType.ASSET, run.assets().path(made).toString());
      return made;
    }
    if (before.spec().equals(spec)) {
      run.report().kept();
      return before;
    }
    writeFresh();
    Asset after = Assets.update(run.unit(), before, spec);
    run.assets().put(after);
    run.report()
        .changed(
            row,
            EntityType.ASSET,
            run.assets().path(after).toString(),
            changes(before.spec(), spec));
    return after;
  }

  private void checkKeyOfRetired(AssetSpec spec) {
    if (!spec.externalKey().isEmpty()
        && AssetTable.findByKey(run.unit().handle(), run.unit().organisation(), spec.externalKey())
            .isPresent()) {
      throw new PlantException(
          "key", "A retired asset has the key '" + spec.externalKey() + "'; restore it first.");
    }
  }

  private static List<String> changes(AssetSpec before, AssetSpec after) {
    return ReportBuilder.differing(json(before), json(after));
  }

  private static ObjectNode json(AssetSpec spec) {
    ObjectNode node = AssetJson.write(spec);
    node.put("parent", String.valueOf(spec.parent()));
    node.put("calendar", String.valueOf(spec.calendar()));
    return node;
  }

  private void writeFresh() {
    if (!fresh.isEmpty()) {
      AssetWriter.create(run.unit(), fresh);
      fresh.clear();
    }
  }

  /** Lets state models tell the states of the assets that say so. */
  void useStateModels(List<Row> rows) {
    for (Row row : rows) {
      Asset asset = run.assetOfRow().get(row);
      if (asset != null && row.value(STATE_MODEL) != null) {
        run.report().guard(row, () -> useStateModel(row, asset));
      }
    }
  }

  private void useStateModel(Row row, Asset asset) {
    JsonFields fields = row.fields();
    PlantStateModel model = run.stateModels().get(STATE_MODEL, fields.text(STATE_MODEL));
    Map<String, PointId> points = new HashMap<>();
    fields
        .texts(STATE_POINTS)
        .forEach((slot, reference) -> points.put(slot, point(asset, reference).id()));
    StateModels.use(run.unit(), asset.id(), model.id(), points);
  }

  /** A point of the asset by its name, or any by its path. */
  private Point point(Asset asset, String reference) {
    return Points.findByName(run.unit(), asset.id(), reference)
        .or(
            () -> {
              PlantPath path = PlantPath.parse(reference);
              return path.isRoot()
                  ? Optional.empty()
                  : run.assets()
                      .byPath(path.parent())
                      .flatMap(other -> Points.findByName(run.unit(), other.id(), path.name()));
            })
        .orElseThrow(
            () -> new PlantException(STATE_POINTS, "There is no point '" + reference + "'."));
  }
}
