package io.millrace.registry.bulk;

import io.millrace.model.id.PointId;
import io.millrace.model.plant.Address;
import io.millrace.model.plant.Asset;
import io.millrace.model.plant.EntityType;
import io.millrace.model.plant.PlantException;
import io.millrace.model.plant.PlantPath;
import io.millrace.model.plant.Point;
import io.millrace.model.plant.PointSpec;
import io.millrace.model.plant.PointStatus;
import io.millrace.model.sample.ValueKind;
import io.millrace.registry.json.JsonFields;
import io.millrace.registry.json.PointJson;
import io.millrace.registry.plant.BindingRequest;
import io.millrace.registry.plant.PointTable;
import io.millrace.registry.plant.PointWriter;
import io.millrace.registry.plant.Points;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Takes in points and the addresses that their values come from, five hundred at a time. */
final class PointImport {
  private static final int BATCH = 500;
  private static final String PATH = "path";

  private final ImportRun run;
  private final Set<String> goodUnits = new HashSet<>();

  PointImport(ImportRun run) {
    this.run = run;
  }

  /**
   * A row whose place is known.
   *
   * @param given the id that the file gives it; null if it gives none
   */
  private record Placed(
      Row row,
      @Nullable Asset asset,
      String name,
      @Nullable PointId given,
      String key,
      @Nullable Address address) {}

  void takeIn(List<Row> rows) {
    for (int from = 0; from < rows.size(); from += BATCH) {
      takeBatch(rows.subList(from, Math.min(rows.size(), from + BATCH)));
    }
  }

  private void takeBatch(List<Row> rows) {
    List<Placed> placed = new ArrayList<>();
    for (Row row : rows) {
      if (row.above() == null || run.assetOfRow().containsKey(row.above())) {
        run.report().guard(row, () -> placed.add(place(row)));
      }
    }
    KnownPoints known = load(placed);
    AddressImport addresses = new AddressImport(run.unit(), known);
    List<Point> fresh = new ArrayList<>();
    for (Placed one : placed) {
      run.report().guard(one.row(), () -> take(one, known, addresses, fresh));
    }
    if (!fresh.isEmpty()) {
      PointWriter.create(run.unit(), fresh);
    }
    addresses.write();
  }

  private Placed place(Row row) {
    JsonFields fields = row.fields();
    String id = fields.textOr("id", "");
    String path = fields.textOr(PATH, "");
    PlantPath whole = path.isEmpty() ? null : PlantPath.parse(path);
    return new Placed(
        row,
        assetOf(row, whole),
        whole == null ? fields.textOr("name", "") : whole.name(),
        id.isEmpty() ? null : ImportIds.point(id),
        fields.textOr("key", ""),
        AddressFields.address(row, run.sources()));
  }

  private @Nullable Asset assetOf(Row row, @Nullable PlantPath path) {
    if (row.above() != null) {
      if (path != null) {
        throw new PlantException(
            PATH, "A point that stands within an asset has a name and no path.");
      }
      return run.assetOfRow().get(row.above());
    }
    if (path == null) {
      return null;
    }
    if (path.isRoot()) {
      throw new PlantException(PATH, "The path of a point names its asset and then the point.");
    }
    return run.assets()
        .byPath(path.parent())
        .orElseThrow(() -> new PlantException(PATH, "There is no asset '" + path.parent() + "'."));
  }

  private KnownPoints load(List<Placed> placed) {
    Set<UUID> ids = new HashSet<>();
    Set<String> keys = new HashSet<>();
    Set<UUID> assets = new HashSet<>();
    Set<Address> addresses = new HashSet<>();
    for (Placed one : placed) {
      if (one.given() != null) {
        ids.add(one.given().value());
      }
      if (!one.key().isEmpty()) {
        keys.add(one.key());
      }
      if (one.asset() != null) {
        assets.add(one.asset().id().value());
      }
      if (one.address() != null) {
        addresses.add(one.address());
      }
    }
    return KnownPoints.load(
        run.unit().handle(), run.unit().organisation(), ids, keys, assets, addresses);
  }

  private void take(Placed placed, KnownPoints known, AddressImport addresses, List<Point> fresh) {
    JsonFields fields = placed.row().fields();
    Point before = before(placed, known);
    if (before != null) {
      run.takeOnce(placed.row(), before.id().value());
    }
    ValueKind kind =
        before == null || fields.has("kind")
            ? PointJson.kind(fields)
            : before.spec().traits().kind();
    PointSpec spec = spec(placed, before, kind, fields);
    check(before, spec, known);
    if (before == null) {
      Point made = made(placed, spec);
      run.takeOnce(placed.row(), made.id().value());
      bind(placed, made, addresses, true);
      fresh.add(made);
      known.put(made);
      run.report().created(placed.row(), EntityType.POINT, pathOf(made));
    } else {
      takeChange(placed, before, spec, known, addresses);
    }
  }

  private void takeChange(
      Placed placed, Point before, PointSpec spec, KnownPoints known, AddressImport addresses) {
    List<String> changed = new ArrayList<>();
    Point after = before;
    if (!before.spec().equals(spec)) {
      changed.addAll(ReportBuilder.differing(json(before.spec()), json(spec)));
      after = Points.update(run.unit(), before, spec, run.unit().atNs());
      known.put(after);
    }
    if (bind(placed, after, addresses, false)) {
      changed.add("address");
    }
    if (changed.isEmpty()) {
      run.report().kept();
    } else {
      run.report().changed(placed.row(), EntityType.POINT, pathOf(after), changed);
    }
  }

  private boolean bind(Placed placed, Point point, AddressImport addresses, boolean isNew) {
    if (placed.address() == null) {
      return false;
    }
    BindingRequest request =
        AddressFields.request(placed.row(), placed.address(), point.id(), Long.MIN_VALUE);
    return addresses.take(point, request, isNew);
  }

  private static @Nullable Point before(Placed placed, KnownPoints known) {
    Point found = placed.given() == null ? null : known.byId(placed.given());
    if (found == null) {
      found = known.byKey(placed.key());
    }
    if (found == null) {
      found = known.byName(placed.asset() == null ? null : placed.asset().id(), placed.name());
    }
    if (found != null && found.status() != PointStatus.ACTIVE) {
      throw new PlantException(
          "", "The point '" + found.name() + "' is not in use; adopt or restore it first.");
    }
    return found;
  }

  private PointSpec spec(Placed placed, @Nullable Point before, ValueKind kind, JsonFields fields) {
    // These were looked at before.
    fields.find(PATH);
    fields.find("id");
    fields.find("address");
    if (before == null && placed.name().isEmpty()) {
      throw new PlantException("name", "The field name is missing.");
    }
    if (before != null && before.spec().traits().kind() != kind) {
      throw new PlantException("kind", "A point keeps its kind for ever; describe a new point.");
    }
    PointSpec.Builder builder =
        (before == null ? PointSpec.of(placed.name(), kind) : before.spec()).edit();
    PointJson.read(fields, kind, builder);
    if (!placed.name().isEmpty()) {
      builder.name(placed.name());
    }
    if (placed.asset() != null) {
      builder.asset(placed.asset().id());
    }
    if (fields.has("enumeration")) {
      String enumeration = fields.textOr("enumeration", "");
      builder.enumeration(
          enumeration.isEmpty() ? null : run.enumerations().get("enumeration", enumeration).id());
    }
    fields.finish();
    return builder.build();
  }

  private void check(@Nullable Point before, PointSpec spec, KnownPoints known) {
    Point sameName = known.byName(spec.asset(), spec.name());
    if (sameName != null && (before == null || !sameName.id().equals(before.id()))) {
      throw new PlantException(
          "name", "There is another point named '" + spec.name() + "' at the same asset.");
    }
    Point sameKey = known.byKey(spec.externalKey());
    if (sameKey != null && (before == null || !sameKey.id().equals(before.id()))) {
      throw new PlantException(
          "key", "Another point has the key '" + spec.externalKey() + "' already.");
    }
    if (!goodUnits.contains(spec.traits().unit())) {
      Points.checkUnit(spec);
      goodUnits.add(spec.traits().unit());
    }
  }

  private Point made(Placed placed, PointSpec spec) {
    PointId id = placed.given();
    if (id == null) {
      id = new PointId(run.ids().next());
    } else if (PointTable.anyExists(run.unit().handle(), List.of(id.value()))) {
      throw new PlantException("id", "The id " + id + " is in use and cannot be given again.");
    }
    return new Point(id, run.unit().organisation(), PointStatus.ACTIVE, spec, run.unit().atNs(), 1);
  }

  private String pathOf(Point point) {
    Asset asset = point.spec().asset() == null ? null : run.assets().byId(point.spec().asset());
    return asset == null ? point.name() : run.assets().path(asset).child(point.name()).toString();
  }

  private static ObjectNode json(PointSpec spec) {
    ObjectNode node = PointJson.write(spec);
    node.put("asset", String.valueOf(spec.asset()));
    node.put("enumeration", String.valueOf(spec.enumeration()));
    return node;
  }
}
